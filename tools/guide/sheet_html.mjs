// The page that shows all pictures of a language and theme side by side.

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);

/** A page of thumbnails with their names; pictures are beside it as `<name>.png`. */
export function sheetHtml({ language, theme }, pictures) {
  const figures = pictures.map(
    ({ name, title }) =>
      `<figure class="${name.endsWith('-narrow') ? 'narrow' : ''}"><a href="${escaped(name)}.png">` +
      `<img src="${escaped(name)}.png" alt=""></a><figcaption><b>${escaped(name)}</b> ${escaped(title)}</figcaption></figure>`,
  );
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<title>${language} ${theme}</title>
<style>
  body { margin: 16px; font: 13px sans-serif; background: #777; color: #fff; display: flex; flex-wrap: wrap; gap: 12px; align-items: start }
  h1 { flex-basis: 100%; margin: 0; font-size: 18px }
  figure { margin: 0; width: 460px }
  figure.narrow { width: 180px }
  img { width: 100%; max-height: 620px; object-fit: cover; object-position: top; display: block }
</style>
<h1>${language} · ${theme}</h1>
${figures.join('\n')}
</html>
`;
}
