import { implement } from '@orpc/server';
import type { RequestContext } from '#platform/http/context.ts';
import { type DoorSpec, door } from '#platform/http/door.ts';
import { choiceActions, choicesContract } from '../../contract-choices.ts';
import { visitorDoor } from '../access/visitor.ts';
import { castChoice, enterChoice } from './cast.ts';
import { listChoiceDoors, listChoices, showChoice } from './choices.query.ts';
import { closeChoice, previewChoice } from './close.ts';
import { cancelChoice, createChoice, editChoice, extendChoice, openChoice } from './edit.ts';
import { suggestMenu } from './menu.ts';

const os = implement(choicesContract).$context<RequestContext>();
const spec = (action: keyof typeof choiceActions, kind: DoorSpec['kind']): DoorSpec => ({
  action,
  allowed: choiceActions[action],
  kind,
});
const read = spec('participation.choice.read', 'read');
const edit = spec('participation.choice.edit', 'write');

export const choiceRoutes = os.router({
  list: os.list.handler(door(read, listChoices)),
  suggest: os.suggest.handler(door(read, suggestMenu)),
  show: os.show.handler(door(read, showChoice)),
  create: os.create.handler(door(edit, createChoice)),
  edit: os.edit.handler(door(edit, editChoice)),
  preview: os.preview.handler(door(read, previewChoice)),
  open: os.open.handler(door(edit, openChoice)),
  extend: os.extend.handler(door(edit, extendChoice)),
  close: os.close.handler(door(edit, closeChoice)),
  cancel: os.cancel.handler(door(edit, cancelChoice)),
  doors: os.doors.handler(door(read, listChoiceDoors)),
  enter: os.enter.handler(door(spec('participation.choice.enter', 'write'), enterChoice)),
  cast: os.cast.handler(
    visitorDoor({ action: 'participation.choice.cast', kind: 'write', needs: 'card' }, castChoice),
  ),
});
