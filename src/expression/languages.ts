import { oneLine } from './text';

/** English names of common languages by ISO 639-1 code. Our own table, because `Intl` names them differently per runtime. */
const LANGUAGE_NAMES: ReadonlyMap<string, string> = new Map([
  ['ar', 'Arabic'],
  ['bg', 'Bulgarian'],
  ['bn', 'Bengali'],
  ['ca', 'Catalan'],
  ['cs', 'Czech'],
  ['cy', 'Welsh'],
  ['da', 'Danish'],
  ['de', 'German'],
  ['el', 'Greek'],
  ['en', 'English'],
  ['es', 'Spanish'],
  ['et', 'Estonian'],
  ['eu', 'Basque'],
  ['fa', 'Persian'],
  ['fi', 'Finnish'],
  ['fr', 'French'],
  ['ga', 'Irish'],
  ['gl', 'Galician'],
  ['he', 'Hebrew'],
  ['hi', 'Hindi'],
  ['hr', 'Croatian'],
  ['hu', 'Hungarian'],
  ['hy', 'Armenian'],
  ['id', 'Indonesian'],
  ['is', 'Icelandic'],
  ['it', 'Italian'],
  ['ja', 'Japanese'],
  ['ka', 'Georgian'],
  ['kk', 'Kazakh'],
  ['ko', 'Korean'],
  ['lt', 'Lithuanian'],
  ['lv', 'Latvian'],
  ['ms', 'Malay'],
  ['nb', 'Norwegian'],
  ['nl', 'Dutch'],
  ['no', 'Norwegian'],
  ['pl', 'Polish'],
  ['pt', 'Portuguese'],
  ['ro', 'Romanian'],
  ['ru', 'Russian'],
  ['sk', 'Slovak'],
  ['sl', 'Slovenian'],
  ['sr', 'Serbian'],
  ['sv', 'Swedish'],
  ['sw', 'Swahili'],
  ['ta', 'Tamil'],
  ['te', 'Telugu'],
  ['th', 'Thai'],
  ['tl', 'Tagalog'],
  ['tr', 'Turkish'],
  ['uk', 'Ukrainian'],
  ['ur', 'Urdu'],
  ['vi', 'Vietnamese'],
  ['zh', 'Chinese'],
]);

/**
 * A language as a prompt names it: "Portuguese (pt-BR)" for `pt-BR`, "Portuguese" for `pt`, anything else as it was written.
 * @param language a tag such as `en` or `pt-BR`, or a name such as `Brazilian Portuguese`
 * Pure; total.
 */
export function languageName(language: string): string {
  const asked = oneLine(language);
  const code = asked.split(/[-_]/u, 1)[0] ?? '';
  const name = LANGUAGE_NAMES.get(code.toLowerCase());
  if (name === undefined) return asked;
  return asked.length > code.length ? `${name} (${asked})` : name;
}
