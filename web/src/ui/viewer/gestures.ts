/** What the canvas and the lists answer to beside the keys of the table. */

export const CANVAS_GESTURES: readonly (readonly [string, string])[] = [
  ['Zoom at the pointer', 'Wheel, pinch'],
  ['Move the picture', 'Hold Space and drag'],
  ['Move what is selected, or its handle or point, by 1 px', 'Arrows'],
  ['Move it by 10 px', 'Shift+Arrows'],
  ['The region under the top one', 'Alt+click'],
  ['Add a region to the selection, or take it off', 'Shift+click'],
  ['Add all regions that a rectangle meets', 'Shift+drag'],
  ['Select several rows', 'Shift+click, Ctrl+click'],
  ['Close a polygon', 'First point, double click, Enter'],
  ['Take the last point back', 'Backspace'],
  ['Delete the selected point', 'Delete'],
  ['Add a point on an edge', 'Drag its middle'],
  ['Place a region without a pointer', 'Shift+Enter'],
];
