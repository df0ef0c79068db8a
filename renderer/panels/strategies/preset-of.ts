import type { Preset } from '#shared/ipc/contract';
import type { ParamDraft } from '../../ui/param-draft';

/** The preset that a form's values are, all of them; null when they are nobody's. */
export function presetOf(presets: readonly Preset[], draft: ParamDraft): Preset | null {
  return presets.find(({ params }) => Object.entries(draft).every(([name, value]) => params[name] === value)) ?? null;
}
