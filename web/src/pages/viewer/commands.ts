/** What the keys of the Input-Viewer do. */

import { tick } from 'svelte';

import { HOTKEYS } from '../../review/hotkeys';
import { isAnnotated } from '../../review/row';
import type { KeyCommands } from '../../ui/viewer/keys';
import type { PaneId } from '../../ui/viewer/Labels.svelte';
import type { Viewer } from '../../ui/viewer/Viewer.svelte';

/** Return the commands for an open viewer. */
export function commandsOf(viewer: Viewer): KeyCommands {
  const { labels, editor } = viewer;
  return {
    setTool: (id) => editor.setTool(id),
    fit: () => editor.fit(),
    go: (step) => void viewer.go(step),
    finish: () => labels.finish(),
    acceptAll: () => labels.acceptAll(),
    acceptTargets: () => labels.accept(labels.targets),
    rejectTargets: () => void rejectTargets(viewer),
    removeTargets: () => labels.removeTargets(),
    walk: (step) => labels.walk(step),
    undo: () => labels.undo(),
    redo: () => labels.redo(),
    focusPane: (pane) => void focusPane(viewer, pane),
    toggleClassification: (hotkey) => toggleClassification(viewer, hotkey),
    drawConcept: (hotkey) => {
      const name = labels.hotkeys.conceptOf(hotkey);
      if (name !== null) labels.draw(name);
    },
    showHelp: () => (viewer.isHelpOpen = true),
    escape: () => leavePane(viewer),
  };
}

/** A label without a suggestion behind it is deleted without asking: the key that did it brings nothing back, undo does. */
function toggleClassification({ labels }: Viewer, hotkey: string): void {
  const row = labels.panes.classifications.rows[HOTKEYS.indexOf(hotkey)];
  if (!row) return;
  if (isAnnotated(row) && row.suggestionId === null) labels.remove([row]);
  else labels.toggle(row);
}

/** A rejected row leaves the list; the focus goes on to the next one. */
async function rejectTargets({ labels }: Viewer): Promise<void> {
  const row = document.activeElement?.closest('[data-row]');
  const pane = row?.closest('[data-pane]');
  const checks = [...(pane?.querySelectorAll<HTMLElement>('[data-check]') ?? [])];
  const at = checks.findIndex((check) => row?.contains(check));
  labels.reject(labels.targets);
  await tick();
  if (!row || row.isConnected) return;
  const left = checks.filter((check) => check.isConnected);
  const next = checks.slice(at).find((check) => check.isConnected) ?? left.at(-1);
  next?.focus();
}

async function focusPane(viewer: Viewer, pane: PaneId): Promise<void> {
  viewer.openSidebar();
  await tick();
  const section = document.querySelector<HTMLElement>(`[data-pane="${pane}"]`);
  const first = section?.querySelector<HTMLElement>('[data-check][tabindex="0"]');
  const place = first ?? section?.querySelector<HTMLElement>('input');
  place?.focus();
  section?.scrollIntoView({ block: 'nearest' });
}

/** Esc leads back to the canvas, then takes back the selection. */
function leavePane({ labels }: Viewer): void {
  const focused = document.activeElement;
  if (focused instanceof HTMLElement && focused !== document.body) focused.blur();
  else labels.select([]);
}
