// Reads a PDF from standard input with PDF.js and writes what reading software finds, as JSON: see `Found` in pdf.test.ts.
import { getDocumentProxy } from 'unpdf';

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const pdf = await getDocumentProxy(new Uint8Array(Buffer.concat(chunks)));

const read = [];
const pages = [];
for (let number = 1; number <= pdf.numPages; number++) {
  const page = await pdf.getPage(number);
  const { items } = await page.getTextContent({ includeMarkedContent: true });
  const texts = textsByMark(items);
  pages.push(items.flatMap((item) => (item.str ? [item.str] : [])).join('|'));
  walk(await page.getStructTree(), texts, null);
}
const { info } = await pdf.getMetadata();
process.stdout.write(
  JSON.stringify({ title: info.Title, language: info.Language, mark: await pdf.getMarkInfo(), pages, read }),
);

/** Text of each marked content that a structure element can point at. */
function textsByMark(items) {
  const texts = new Map();
  const open = [];
  for (const item of items) {
    if (item.type === 'beginMarkedContent' || item.type === 'beginMarkedContentProps') open.push(item.id ?? null);
    else if (item.type === 'endMarkedContent') open.pop();
    else if (open.at(-1)) texts.set(open.at(-1), (texts.get(open.at(-1)) ?? '') + item.str);
  }
  return texts;
}

/** Notes the role and text of each element that has content, in the order of the structure. */
function walk(node, texts, lang) {
  if (!node?.children) return;
  const language = node.lang ?? lang;
  const content = node.children.filter((child) => child.type === 'content');
  if (content.length > 0)
    read.push({
      role: node.role,
      language,
      alt: node.alt,
      text: content
        .map(({ id }) => texts.get(id) ?? '')
        .join(' ')
        .trim(),
    });
  for (const child of node.children) walk(child, texts, language);
}
