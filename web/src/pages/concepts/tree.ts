/** The vocabulary as a tree: below a concept, its synonyms, then what is narrower. */

import { isMatch } from '../../review/search';
import type { Concept, Relation, Vocabulary } from '../../sync/concepts';

export interface TreeRow {
  /** The ids on the way to it: a concept with two wider ones stands below each. */
  readonly key: string;
  readonly concept: Concept;
  readonly depth: number;
  /** What it is to the row that it stands below. */
  readonly relation: Relation | null;
  /** The concept that it stands below. */
  readonly parent: Concept | null;
}

interface Branch {
  readonly row: TreeRow;
  readonly below: readonly Branch[];
}

const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: 'variant' });

/** Return the rows of the tree, those that match a search with what they stand below. */
export function treeOf({ items, relations }: Vocabulary, search: string): TreeRow[] {
  const branches = branchesOf(items, relations);
  return branches.flatMap((branch) => rowsOf(branch, search));
}

function branchesOf(items: readonly Concept[], relations: readonly Relation[]): Branch[] {
  const concepts = new Map(items.map((concept) => [concept.id, concept]));
  const below = new Map<string, { concept: Concept; relation: Relation }[]>();
  const isBelow = new Set<string>();
  for (const relation of relations) {
    const [childId, parentId] = endsOf(relation);
    const concept = concepts.get(childId);
    if (!concept || !concepts.has(parentId)) continue;
    below.set(parentId, [...(below.get(parentId) ?? []), { concept, relation }]);
    isBelow.add(childId);
  }
  const placed = new Set<string>();
  const grow = (concept: Concept, relation: Relation | null, above: readonly Concept[]): Branch => {
    placed.add(concept.id);
    const path = [...above, concept];
    const children = (below.get(concept.id) ?? []).filter(({ concept: child }) => !path.includes(child));
    return {
      row: {
        key: path.map(({ id }) => id).join('/'),
        concept,
        depth: above.length,
        relation,
        parent: above.at(-1) ?? null,
      },
      below: children.sort(compare).map((child) => grow(child.concept, child.relation, path)),
    };
  };
  const sorted = [...items].sort((a, b) => byName.compare(a.name, b.name));
  const roots = sorted.filter(({ id }) => !isBelow.has(id)).map((concept) => grow(concept, null, []));
  // A synonym of what it is narrower than leads round: such concepts stand at the top.
  const others = sorted.flatMap((concept) => (placed.has(concept.id) ? [] : [grow(concept, null, [])]));
  return [...roots, ...others];
}

/** Return which concept stands below which. */
function endsOf({ subject_id, predicate, object_id }: Relation): [string, string] {
  return predicate === 'hypernym' ? [object_id, subject_id] : [subject_id, object_id];
}

function compare(a: { concept: Concept; relation: Relation }, b: { concept: Concept; relation: Relation }): number {
  const isSynonym = ({ relation }: { relation: Relation }) => Number(relation.predicate === 'synonym');
  return isSynonym(b) - isSynonym(a) || byName.compare(a.concept.name, b.concept.name);
}

function rowsOf({ row, below }: Branch, search: string): TreeRow[] {
  const rows = below.flatMap((branch) => rowsOf(branch, search));
  return rows.length > 0 || isMatch(search, [row.concept.name]) ? [row, ...rows] : [];
}

/** Return what a row says of its place in the tree: "synonym of sheep". */
export function placeOf({ relation, parent }: TreeRow): string {
  if (!relation || !parent) return '';
  return `${relation.predicate === 'synonym' ? 'synonym' : 'hyponym'} of ${parent.name}`;
}
