import { z } from 'zod';
import { configurationSchema } from './configuration.ts';

/** How one value is written where there is only text. */
export type ValueKind = 'text' | 'number' | 'switch' | 'list' | 'json';

/** One value of the configuration, and its names on the command line and in the environment. */
export interface ConfigurationKey {
  readonly path: readonly string[];
  /** Without its dashes. */
  readonly flag: string;
  readonly variable: string;
  readonly kind: ValueKind;
}

export const VARIABLE_PREFIX = 'DRAWBRIDGE_CELL_';

const jsonSchema = z.object({
  type: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
});

const words = (name: string): string[] => name.split(/(?=[A-Z])/).map((word) => word.toLowerCase());

function kindOf(schema: z.infer<typeof jsonSchema>): ValueKind {
  switch (schema.type) {
    case 'integer':
    case 'number':
      return 'number';
    case 'boolean':
      return 'switch';
    case 'string':
      return 'text';
    case 'array':
      return jsonSchema.safeParse(schema.items).data?.type === 'string' ? 'list' : 'json';
    default:
      return 'json';
  }
}

function collect(value: unknown, path: readonly string[]): ConfigurationKey[] {
  const schema = jsonSchema.parse(value);
  if (schema.type === 'object' && schema.properties) {
    return Object.entries(schema.properties).flatMap(([name, property]) =>
      collect(property, [...path, name]),
    );
  }
  const parts = path.flatMap(words);
  return [
    {
      path,
      flag: parts.join('-'),
      variable: VARIABLE_PREFIX + parts.join('_').toUpperCase(),
      kind: kindOf(schema),
    },
  ];
}

/** Every value of the configuration, read off its schema. */
export const CONFIGURATION_KEYS: readonly ConfigurationKey[] = collect(
  z.toJSONSchema(configurationSchema, { io: 'input', unrepresentable: 'any' }),
  [],
);
