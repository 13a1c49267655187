/** What the keys of the Input-Viewer do. */

import { tick } from 'svelte';

import { Pile } from '../../editor/Pile';
import { HOTKEYS } from '../../review/hotkeys';
import { isAnnotated } from '../../review/row';
import type { PaletteState } from '../../ui/palette/PaletteState.svelte';
import { focusCanvas, focusHandles, isOnCanvas, leaveCanvas, selectedOnCanvas } from '../../ui/viewer/focus';
import type { KeyCommands } from '../../ui/viewer/keys';
import type { PaneId } from '../../ui/viewer/Labels.svelte';
import type { Viewer } from '../../ui/viewer/Viewer.svelte';

/** Return the commands for an open viewer. */
export function commandsOf(viewer: Viewer, palette: PaletteState): KeyCommands {
  const { labels, editor, walk, pictureTools } = viewer;
  const pile = new Pile(editor.state);
  return {
    setTool: (id) => editor.setTool(id),
    fit: () => editor.fit(),
    openPictureTools: () => (pictureTools.isOpen = true),
    invertPicture: () => pictureTools.invert(),
    turnView: (quarters) => pictureTools.turnBy(quarters),
    resetPicture: () => pictureTools.reset(),
    go: (step) => void viewer.go(step),
    finish: () => labels.finish(),
    acceptAll: () => labels.acceptAll(),
    acceptTargets: () => labels.accept(labels.targets),
    rejectTargets: () => void rejectTargets(viewer),
    removeTargets: () => labels.removeTargets(),
    walk: (step) => {
      walk.step(step);
      focusCanvas();
    },
    acceptAndGoOn: () => walk.accept(),
    rejectAndGoOn: () => walk.reject(),
    editTarget: () => void editTarget(viewer),
    reassignTargets: () =>
      labels.editing.reassign(labels.targets, labels.focusedRow === null ? selectedOnCanvas() : null),
    selectOverlapping: (step) => {
      const id = pile.step(step);
      if (id !== null) editor.reveal(id);
    },
    selectAll: () => labels.picked.all(),
    undo: () => labels.undo(),
    redo: () => labels.redo(),
    focusPane: (pane) => void focusPane(viewer, pane),
    toggleClassification: (hotkey) => toggleClassification(viewer, hotkey),
    drawConcept: (hotkey) => {
      const name = labels.hotkeys.conceptOf(hotkey);
      if (name !== null) labels.draw(name);
    },
    showHelp: () => (viewer.isHelpOpen = true),
    openPalette: () => palette.open(),
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

/** Select the first target and give the focus to its handles, once they are drawn. */
async function editTarget({ labels, walk }: Viewer): Promise<void> {
  const [row] = labels.targets;
  if (!row) return;
  if (row.region === null) return labels.say(`${row.conceptName} labels the whole input: it has no handles.`);
  if (row.id !== walk.current?.id) labels.select([row.id]);
  await tick();
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  focusHandles();
}

/**
 * Esc leads back to the canvas, ends the walk, then gives the canvas up: Tab goes on to what comes after it. Gestures,
 * tools and the selection are taken back before, by the canvas itself.
 */
function leavePane({ walk }: Viewer): void {
  if (!isOnCanvas(document.activeElement)) return focusCanvas();
  walk.end();
  leaveCanvas();
}
