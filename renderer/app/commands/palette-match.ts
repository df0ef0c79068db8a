/** What a command is found by. */
export interface Findable {
  readonly title: string;
  readonly group: string;
  /** Further words that find it, though less well than its title. */
  readonly words?: string;
  /** True for what takes in everything: a narrower command that fits as well comes first. */
  readonly isSweeping?: boolean;
}

const SWEEPING = 0.01;

/**
 * How well a command fits what was typed, from 0 (not at all) to 1. Each typed word has to begin a word of the command:
 * letters scattered over a title would put something that trades under the Enter of somebody who meant a panel.
 */
export function paletteMatch(command: Findable, typed: string): number {
  const wanted = wordsOf(typed);
  if (wanted.length === 0) return 1;
  const match = matchOf(command, wanted);
  return command.isSweeping === true ? Math.max(0, match - SWEEPING) : match;
}

function matchOf({ title, group, words = '' }: Findable, wanted: readonly string[]): number {
  const name = wordsOf(title);
  const all = [...name, ...wordsOf(`${group} ${words}`)];
  if (!wanted.every((word) => all.some((each) => each.startsWith(word)))) return 0;
  const [plain, query] = [name.join(' '), wanted.join(' ')];
  if (plain === query) return 1;
  if (plain.startsWith(query)) return 0.9;
  return wanted.every((word) => name.some((each) => each.startsWith(word))) ? 0.7 : 0.4;
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}.×]+/gu) ?? [];
}
