import { readFileSync } from 'node:fs';
import { buildSchema, findBreakingChanges, isEnumType, isInputObjectType, isInterfaceType, isObjectType, isSpecifiedScalarType } from 'graphql';
import { printedSchema, schema } from '../../src/schema.js';
import { withShared } from '../setup/shared.js';

const CONTRACT = '../shared/contract/contract.graphql';

test('the committed schema is the program’s', async () => {
  expect(readFileSync('schema/schema.graphql', 'utf8')).toBe(await printedSchema());
});

test('nothing of the last release is broken', async () => {
  const released = buildSchema(readFileSync('schema/released.graphql', 'utf8'));
  expect(findBreakingChanges(released, await schema())).toEqual([]);
});

withShared(CONTRACT).test('the public contract is satisfied', async () => {
  const contract = buildSchema(readFileSync(CONTRACT, 'utf8'));
  expect(findBreakingChanges(contract, await schema())).toEqual([]);
});

test('every type, field, argument and enum value is documented', async () => {
  const bare: string[] = [];
  const note = (path: string, { description }: { description?: string | null }) => description || bare.push(path);
  for (const type of Object.values((await schema()).getTypeMap())) {
    if (type.name.startsWith('__') || isSpecifiedScalarType(type)) continue;
    if (!['Query', 'Mutation', 'Subscription'].includes(type.name)) note(type.name, type);
    if (isEnumType(type)) for (const value of type.getValues()) note(`${type.name}.${value.name}`, value);
    if (isInputObjectType(type)) for (const field of Object.values(type.getFields())) note(`${type.name}.${field.name}`, field);
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      note(`${type.name}.${field.name}`, field);
      for (const argument of field.args) note(`${type.name}.${field.name}(${argument.name})`, argument);
    }
  }
  expect(bare).toEqual([]);
});
