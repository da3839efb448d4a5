// A JSON Schema of ours as the rows of a table in docs: | `key` | meaning | values | default |

const whole = (count) => (count === 2147483647 ? '2³¹ − 1' : String(count).replace(/\B(?=(\d{3})+$)/g, ' '));

function valuesOf(of) {
  if (of.const !== undefined) return String(of.const);
  if (of.enum) return of.enum.map((one) => `\`${one}\``).join(', ');
  if (of.anyOf) return `${valuesOf(of.anyOf[1])}, or \`null\``;
  if (of.type === 'boolean') return '`true`, `false`';
  if (of.type === 'integer') return `${whole(of.minimum)} to ${whole(of.maximum)}`;
  if (of.type === 'array') return 'list of texts';
  if (of.format === 'date') return '`"2026-05-31"`';
  return of.pattern ? 'money as text, `"12.50"`' : `text of up to ${of.maxLength} characters`;
}

/** Rows of every key, those of objects and lists spelt out with their path. */
export function schemaRows(schema, prefix = '') {
  return Object.entries(schema.properties).flatMap(([name, of]) => {
    const key = prefix + name;
    if (of.type === 'object') return schemaRows(of, `${key}.`);
    if (of.type === 'array' && of.items.type === 'object') return schemaRows(of.items, `${key}[].`);
    const isRequired = (schema.required ?? []).includes(name);
    const otherwise = isRequired ? 'must be given' : `\`${JSON.stringify(of.default)}\``;
    return [`| \`${key}\` | ${of.description} | ${valuesOf(of)} | ${otherwise} |`];
  });
}
