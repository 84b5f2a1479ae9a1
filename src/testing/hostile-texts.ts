/** Texts that are like any other to a store, and differ from those that look like them. What some databases cannot hold is not among them. */
export const HOSTILE_TEXTS: readonly string[] = [
  ...words(
    'a A ab 0 00 1 1.0 1e3 null undefined true false persona session/a a:b a|b a/b ../a / \\ % _ %% * ?',
  ),
  ...words("__proto__ constructor prototype toString hasOwnProperty {} [] , ; $1 :id @id \" ` ' '' '; --"),
  ...words('é e\u0301 ß ss SS İ i ı ﬁ fi \u200b \u202e \ufeff \ufffd \uffff \u{10ffff} 日本 👩‍👩‍👧‍👦 👩'),
  ...[' ', 'a ', ' a', '\n', '\t', '\r\n', '[object Object]', "'; DROP TABLE records; --", "' OR '1'='1"],
  ...['😀'.repeat(50), 'x'.repeat(200), `${'x'.repeat(199)}y`],
];

function words(text: string): readonly string[] {
  return text.split(' ');
}
