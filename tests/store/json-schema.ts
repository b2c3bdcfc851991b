import { isDeepStrictEqual } from 'node:util';

/** The words of JSON Schema that the timetable's schema uses. */
export interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';
  readonly description?: string;
  readonly examples?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean;
  readonly required?: readonly string[];
  readonly oneOf?: readonly Schema[];
  readonly dependentSchemas?: Readonly<Record<string, { properties: Record<string, false> }>>;
  readonly dependentRequired?: Readonly<Record<string, readonly string[]>>;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
}

const UNDERSTOOD = new Set(
  '$schema $ref $defs title default type description examples properties additionalProperties required oneOf dependentSchemas dependentRequired items minItems maxItems uniqueItems pattern minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum'.split(
    ' ',
  ),
);

/** Where the value breaks the schema, as `path: word`. A word that is not understood throws. */
export function faultsBySchema(root: Schema, value: unknown): string[] {
  return faultsAt(root, root, value, '');
}

function faultsAt(root: Schema, schema: Schema, value: unknown, path: string): string[] {
  const foreign = Object.keys(schema).filter((word) => !UNDERSTOOD.has(word));
  if (foreign.length > 0)
    throw new Error(`The schema uses ${foreign.join()}: teach it to the test`);
  if (schema.$ref !== undefined) {
    return faultsAt(root, root.$defs![schema.$ref.replace('#/$defs/', '')]!, value, path);
  }
  if (schema.type !== undefined && !isOfType(schema.type, value)) return [`${path}: type`];
  const words =
    typeof value === 'string'
      ? stringFaults(schema, value)
      : typeof value === 'number'
        ? numberFaults(schema, value)
        : Array.isArray(value)
          ? listFaults(schema, value)
          : objectFaults(root, schema, value as Record<string, unknown>);
  return [...words.map((word) => `${path}: ${word}`), ...childFaults(root, schema, value, path)];
}

function isOfType(type: NonNullable<Schema['type']>, value: unknown): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'object')
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === type;
}

function stringFaults(schema: Schema, value: string): string[] {
  const faults: string[] = [];
  if (schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(value)) {
    faults.push('pattern');
  }
  if (value.length < (schema.minLength ?? 0)) faults.push('minLength');
  if (value.length > (schema.maxLength ?? Infinity)) faults.push('maxLength');
  return faults;
}

function numberFaults(schema: Schema, value: number): string[] {
  const faults: string[] = [];
  if (value < (schema.minimum ?? -Infinity)) faults.push('minimum');
  if (value > (schema.maximum ?? Infinity)) faults.push('maximum');
  if (value <= (schema.exclusiveMinimum ?? -Infinity)) faults.push('exclusiveMinimum');
  if (value >= (schema.exclusiveMaximum ?? Infinity)) faults.push('exclusiveMaximum');
  return faults;
}

function listFaults(schema: Schema, value: readonly unknown[]): string[] {
  const isDouble = (item: unknown, index: number): boolean =>
    value.slice(0, index).some((other) => isDeepStrictEqual(other, item));
  const faults: string[] = [];
  if (schema.uniqueItems === true && value.some(isDouble)) faults.push('uniqueItems');
  if (value.length < (schema.minItems ?? 0)) faults.push('minItems');
  if (value.length > (schema.maxItems ?? Infinity)) faults.push('maxItems');
  return faults;
}

function objectFaults(root: Schema, schema: Schema, value: Record<string, unknown>): string[] {
  const missing = (schema.required ?? []).filter((key) => !(key in value));
  const unknown = Object.keys(value).filter((key) => !(key in (schema.properties ?? {})));
  const fitting = schema.oneOf?.filter((one) => faultsAt(root, one, value, '').length === 0);
  const forbidden = Object.entries(schema.dependentSchemas ?? {})
    .filter(([key]) => key in value)
    .flatMap(([, { properties }]) => Object.keys(properties).filter((key) => key in value));
  const lacking = Object.entries(schema.dependentRequired ?? {})
    .filter(([key]) => key in value)
    .flatMap(([, keys]) => keys.filter((key) => !(key in value)));
  return [
    ...missing.map((key) => `required ${key}`),
    ...(schema.additionalProperties === false ? unknown.map((key) => `unknown ${key}`) : []),
    ...(fitting && fitting.length !== 1 ? ['oneOf'] : []),
    ...forbidden.map((key) => `dependentSchemas ${key}`),
    ...lacking.map((key) => `dependentRequired ${key}`),
  ];
}

function childFaults(root: Schema, schema: Schema, value: unknown, path: string): string[] {
  if (Array.isArray(value) && schema.items) {
    const { items } = schema;
    return value.flatMap((item, index) => faultsAt(root, items, item, `${path}[${index}]`));
  }
  if (!isOfType('object', value)) return [];
  return Object.entries(value as Record<string, unknown>).flatMap(([key, child]) => {
    const property = schema.properties?.[key];
    return property ? faultsAt(root, property, child, `${path}.${key}`) : [];
  });
}
