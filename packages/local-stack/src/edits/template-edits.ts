import { PolicyParseError } from '@hopwise/iam/policy-parse-error';
import { AwsError } from '../aws-endpoint/aws-error.ts';
import { port } from '../aws-service/ports.ts';
import type { Template } from '../template/template.ts';
import { TemplateError } from '../template/template-error.ts';
import type { ChangeQueue } from './change-queue.ts';
import type { Overlay } from './hidden-changes.ts';

const maxEdits = 1000;

/** Changes one resource of a template. It changes nothing if the template does not have the resource. */
export type TemplateEdit = (template: Template) => void;

export type ChosenEdit = {
  /** Names what the edit changes. An edit replaces the previous one with the same key. */
  readonly key: string;
  /** Names the operation and what it changed, for a person. */
  readonly by: string;
  /** Undefined to take back the previous edit. */
  readonly edit: TemplateEdit | undefined;
};

type MadeEdit = Pick<ChosenEdit, 'by'> & { readonly edit: TemplateEdit };

/** The changes that API operations have made to the deployed template. They last until the stack stops. */
export type TemplateEdits = {
  /** The template that is deployed now, with the active faults and all edits. */
  template(): Template;
  /** The same template without one edit. */
  templateWithout(key: string): Template;
  /**
   * Deploys edits. `choose` runs after all earlier changes of the stack, so that it can check the current state.
   * Rejects with the error of `choose`, or with an `AwsError` of the code `refusedAs` when the edited template
   * cannot be deployed. Then nothing has changed.
   */
  deploy(refusedAs: string, choose: () => readonly ChosenEdit[]): Promise<void>;
};

export const templateEdits = port<TemplateEdits>('template edits');

type Options = {
  readonly inOrder: ChangeQueue;
  /** Deploys the stack's template again, through `applyTo`. Changes nothing when it rejects. */
  readonly redeploy: () => Promise<void>;
  /** The template without edits, with the active faults. A copy at each call. */
  readonly unedited: () => Template;
};

export type EditOverlay = TemplateEdits & {
  /** Changes a template with every edit, in the order in which they were made. */
  applyTo(template: Template): Template;
  /** Every edit, in the order in which they were made. */
  overlays(): readonly Overlay[];
};

export const createTemplateEdits = ({ inOrder, redeploy, unedited }: Options): EditOverlay => {
  let edits: ReadonlyMap<string, MadeEdit> = new Map();
  const applyTo = (template: Template): Template => {
    for (const { edit } of edits.values()) edit(template);
    return template;
  };
  return {
    applyTo,
    overlays: () => [...edits.values()].map(({ by, edit }) => ({ by: { edit: by }, change: edit })),
    template: () => applyTo(unedited()),
    templateWithout(excluded) {
      const template = unedited();
      for (const [key, { edit }] of edits) if (key !== excluded) edit(template);
      return template;
    },
    deploy: (refusedAs, choose) =>
      inOrder(async () => {
        const before = edits;
        edits = choose().reduce(replaced, before);
        if (edits.size > maxEdits) {
          edits = before;
          throw new AwsError(refusedAs, tooMany);
        }
        try {
          await redeploy();
        } catch (error) {
          edits = before;
          throw refusalOf(error, refusedAs);
        }
      }),
  };
};

const tooMany = `The local stack keeps at most ${maxEdits} changes that are made with API operations. Start it again to discard them.`;

const replaced = (
  edits: ReadonlyMap<string, MadeEdit>,
  { key, by, edit }: ChosenEdit,
): ReadonlyMap<string, MadeEdit> => {
  const others = [...edits].filter(([other]) => other !== key);
  return new Map(edit ? [...others, [key, { by, edit }]] : others);
};

const refusalOf = (error: unknown, code: string): unknown =>
  error instanceof TemplateError || error instanceof PolicyParseError
    ? new AwsError(code, error.message, { cause: error })
    : error;
