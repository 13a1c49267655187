/** What the editor tells the outside. The editor never changes the scene itself: whoever listens answers with setRegions. */

import type { Camera } from '../geometry/camera';
import type { PlacedRegion } from '../regions/group';
import type { Region } from '../regions/region';

export interface DrawingConcept {
  readonly name: string;
  /** `#rrggbb` */
  readonly colour: string;
}

export interface EditorEvents {
  /** A region was drawn; without a concept in use, the listener asks for one. */
  regionDrawn: { readonly conceptName: string | null; readonly region: Region };
  /** A gesture or a group of nudges ended with regions elsewhere; what was moved together is one edit. */
  regionsEdited: { readonly edits: readonly PlacedRegion[] };
  /** The person selected something on the canvas; setSelection does not come back as an event. */
  selectionChanged: { readonly ids: readonly string[] };
  /** The pointer is over another region of the canvas; setHover does not come back as an event. */
  hoverChanged: { readonly id: string | null };
  /** Another tool or drawing concept is in use, whoever changed it. */
  toolChanged: { readonly tool: string; readonly drawingConcept: DrawingConcept | null };
  cameraChanged: { readonly camera: Camera };
  /** A sentence for the person, for example why a region was refused. */
  message: { readonly text: string };
  /** Something that is drawn has changed; for the stage. */
  invalidated: null;
}
