// Names of another club's tiers as somebody types them.

/** "Basic, Plus" → its names: by comma, semicolon or the Chinese ones, once each. */
export const tiersTyped = (text: string): readonly string[] => [
  ...new Set(
    text
      .split(/[,，、;；]/)
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  ),
];
