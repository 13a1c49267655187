/** What the command palette of the Input-Viewer offers. */

import { listApps, listModels, type App } from '../../sync/apps';
import type { Model } from '../../sync/assist';
import { api } from '../../sync/client';
import { findInputs } from '../../sync/findInputs';
import type { PaletteEntry } from '../../ui/palette/entries';
import { WHOLE_LIST, type Route } from '../../ui/shell/route';
import { IS_MAC } from '../../ui/viewer/context';
import { KEYS, type KeyCommands, type KeySituation } from '../../ui/viewer/keys';
import { formatKey, keysOf } from '../../ui/viewer/keyWords';
import type { Viewer } from '../../ui/viewer/Viewer.svelte';

const MOST_INPUTS = 8;

/** Every command of the table of keys, those last that mean nothing now. */
export function commandEntries(commands: KeyCommands, situation: KeySituation): PaletteEntry[] {
  const entries = KEYS.filter(({ isOnlyByKey }) => !isOnlyByKey).map(({ id, title, keys, when, run }) => ({
    id: `command:${id}`,
    kind: 'Commands' as const,
    title,
    keys: keysOf(id, IS_MAC),
    isDisabled: when !== undefined && !situation[when],
    run: () => run(commands, keys[0] ?? ''),
  }));
  return [...entries].sort((a, b) => Number(a.isDisabled) - Number(b.isDisabled));
}

/** The concepts of the app, then those that only the model knows, to draw. */
export function conceptEntries({ labels, concepts, modelConcepts }: Viewer): PaletteEntry[] {
  const names = new Set([...concepts.map(({ name }) => name), ...modelConcepts]);
  return [...names].map((name) => {
    const hotkey = labels.hotkeys.of(name);
    return {
      id: `concept:${name}`,
      kind: 'Concepts',
      title: name,
      detail: 'draw',
      colour: labels.colourOf(name),
      ...(hotkey === null ? {} : { keys: formatKey(hotkey, IS_MAC) }),
      run: () => labels.draw(name),
    };
  });
}

/** The models and workflows that can be picked; the one in use is named so. */
export async function modelEntries(viewer: Viewer): Promise<PaletteEntry[]> {
  return (await listModels(viewer.app.id)).map((model) => ({
    id: `model:${model.ref}`,
    kind: 'Models',
    title: model.name,
    detail: detailOf(model, viewer.preferences.model ?? null),
    isDisabled: !model.usable,
    run: () => viewer.setModel(model),
  }));
}

function detailOf(model: Model, used: string | null): string {
  if (!model.usable) return model.reason ?? 'cannot label';
  return model.ref === used ? `${model.kind} in use` : model.kind;
}

/** The pages: this app's, and every other app's gallery. */
export async function pageEntries(app: App, go: (route: Route) => void): Promise<PaletteEntry[]> {
  const others = (await listApps()).filter(({ id }) => id !== app.id);
  const gallery = (appId: string): Route => ({ page: 'gallery', appId, query: WHOLE_LIST });
  return [
    page('Gallery', app.name, gallery(app.id), go),
    page('Concepts', app.name, { page: 'concepts', appId: app.id }, go),
    page('All apps', 'Labelwright', { page: 'apps' }, go),
    ...others.map(({ id, name }) => page(name, 'app', gallery(id), go)),
  ];
}

function page(title: string, detail: string, route: Route, go: (route: Route) => void): PaletteEntry {
  return { id: `page:${title}:${detail}`, kind: 'Pages', title, detail, run: () => go(route) };
}

/** Inputs by name, asked of the server. */
export async function inputEntries(viewer: Viewer, text: string, signal: AbortSignal): Promise<PaletteEntry[]> {
  if (text === '') return [];
  const found = await findInputs(api, viewer.app.id, text, MOST_INPUTS, signal);
  return found.map(({ id, name }) => ({
    id: `input:${id}`,
    kind: 'Inputs',
    title: name,
    run: () => viewer.goTo(id),
  }));
}
