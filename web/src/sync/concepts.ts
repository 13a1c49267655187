/** An app's vocabulary: its concepts and the relations between them, read and changed. */

import { answerOf, api, type Schemas } from './client';

export type Concept = Schemas['ConceptOut'];
export type Relation = Schemas['ConceptRelationOut'];
export type Predicate = Relation['predicate'];
export type Curated = Schemas['CuratedOut'];

export interface Vocabulary {
  readonly items: readonly Concept[];
  readonly relations: readonly Relation[];
}

/** What of a concept is to be another; what is left out stays. */
export interface ConceptEdit {
  readonly name?: string;
  readonly colour?: string;
  /** null: none. */
  readonly hotkey?: string | null;
  /** Remember the old name as a synonym. */
  readonly keepsName?: boolean;
}

/** Return the app's concepts by name, and the relations between them. */
export function readVocabulary(appId: string, signal: AbortSignal): Promise<Vocabulary> {
  return answerOf(api.GET('/api/v1/apps/{app_id}/concepts', { params: { path: { app_id: appId } }, signal }));
}

export function addConcept(appId: string, name: string): Promise<Curated> {
  const params = { path: { app_id: appId } };
  return answerOf(api.POST('/api/v1/apps/{app_id}/concepts', { params, body: { name } }));
}

export function editConcept(appId: string, { id }: Concept, edit: ConceptEdit): Promise<Curated> {
  const params = { path: { app_id: appId, concept_id: id } };
  const { keepsName = false, ...fields } = edit;
  const body = { ...fields, keeps_name: keepsName };
  return answerOf(api.PATCH('/api/v1/apps/{app_id}/concepts/{concept_id}', { params, body }));
}

export function deleteConcept(appId: string, { id }: Concept): Promise<Curated> {
  const params = { path: { app_id: appId, concept_id: id } };
  return answerOf(api.DELETE('/api/v1/apps/{app_id}/concepts/{concept_id}', { params }));
}

/** Give every label of one concept another. */
export function mergeConcepts(appId: string, source: Concept, target: Concept): Promise<Curated> {
  const params = { path: { app_id: appId, concept_id: source.id } };
  const body = { into_id: target.id };
  return answerOf(api.POST('/api/v1/apps/{app_id}/concepts/{concept_id}/merge', { params, body }));
}

export function relate(appId: string, said: Omit<Relation, 'id'>): Promise<Curated> {
  const params = { path: { app_id: appId } };
  return answerOf(api.POST('/api/v1/apps/{app_id}/concept-relations', { params, body: said }));
}

export function editRelation(appId: string, relationId: string, said: Omit<Relation, 'id'>): Promise<Curated> {
  const params = { path: { app_id: appId, relation_id: relationId } };
  return answerOf(api.PUT('/api/v1/apps/{app_id}/concept-relations/{relation_id}', { params, body: said }));
}

export function deleteRelation(appId: string, { id }: Relation): Promise<Curated> {
  const params = { path: { app_id: appId, relation_id: id } };
  return answerOf(api.DELETE('/api/v1/apps/{app_id}/concept-relations/{relation_id}', { params }));
}

/** Take a change set back; returns the id of the change set that did, and how much of it stayed as it is. */
export async function undoChangeSet(changeSetId: string): Promise<{ id: string; nFailures: number }> {
  const params = { path: { change_set_id: changeSetId } };
  const undone = await answerOf(api.POST('/api/v1/change-sets/{change_set_id}/undo', { params }));
  return { id: undone.change_set.id, nFailures: undone.failures.length };
}
