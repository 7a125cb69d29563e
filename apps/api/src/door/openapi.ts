import { can, contract, type Operation, PERMISSIONS, problem, type Row } from '@halloo/protocol'
import { z } from 'zod'

/** The contract as an OpenAPI 3.1 document. https://spec.openapis.org/oas/v3.1.0 */
export function openApiDocument(serverUrl: string) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const op of Object.keys(contract) as Operation[]) {
    const [method = '', path = ''] = op.split(' ')
    const address = path.replaceAll(/:(\w+)/g, '{$1}')
    paths[address] = { ...paths[address], [method.toLowerCase()]: operation(op, contract[op]) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Halloo', version: '1', description: 'Customer chat: the API of inbox and widget.' },
    servers: [{ url: serverUrl }],
    paths,
    components: {
      schemas: { Problem: answer(problem) },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'halloo.session_token' },
        visitor: { type: 'http', scheme: 'bearer' },
      },
    },
  }
}

const answer = (schema: z.ZodType) => z.toJSONSchema(schema, { unrepresentable: 'any', io: 'output' })
const input = (schema: z.ZodType) => z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' })

function operation(op: Operation, row: Row) {
  return {
    operationId: op,
    summary: row.summary,
    tags: [row.tag],
    'x-permission': row.can,
    'x-roles': PERMISSIONS[row.can],
    security: can('anyone', row.can) ? [] : [{ [row.can === 'widget:use' ? 'visitor' : 'session']: [] }],
    parameters: [...parameters(row.params, 'path'), ...parameters(row.query, 'query')],
    ...(requestBody(row) && { requestBody: requestBody(row) }),
    responses: {
      [row.status ?? 200]: {
        description: 'Done',
        content: { 'application/json': { schema: answer(row.returns) } },
      },
      default: {
        description: 'Refused',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

function parameters(schema: z.ZodType | undefined, place: 'path' | 'query') {
  const { properties = {}, required = [] } = schema
    ? (input(schema) as { properties?: object; required?: string[] })
    : {}
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema,
  }))
}

function requestBody(row: Row) {
  if (row.bodyType === 'multipart')
    return {
      required: true,
      content: {
        'multipart/form-data': {
          schema: {
            type: 'object',
            required: ['file'],
            properties: { file: { type: 'string', contentEncoding: 'binary' } },
          },
        },
      },
    }
  return row.body && { required: true, content: { 'application/json': { schema: input(row.body) } } }
}
