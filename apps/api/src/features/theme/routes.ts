import { tables } from '@halloo/db'
import { and, ne, sql } from 'drizzle-orm'
import type { Handlers } from '../../door/context.ts'
import { type Cursors, pageOf } from '../../door/cursor.ts'
import { storePicture } from './pictures.ts'
import { publishDraft, restoreVersion, saveDraft } from './service.ts'
import { asVersion, readThemes } from './versions.ts'

const { themeVersions } = tables
const DIGITS = 10

export const themeHandlers = (cursors: Cursors) =>
  ({
    'GET /v1/theme': ctx => readThemes(ctx.tx),
    'POST /v1/theme/pictures': ctx => storePicture(ctx),
    'PUT /v1/theme': (ctx, { body }) => saveDraft(ctx, body),
    'POST /v1/theme/publish': ctx => publishDraft(ctx),
    'GET /v1/theme/versions': (ctx, { query }) =>
      pageOf({
        cursors,
        actor: ctx.actor,
        list: 'theme versions',
        page: query,
        ascending: false,
        by: sql`lpad(${themeVersions.number}::text, ${DIGITS}, '0')`,
        byText: true,
        id: sql`${themeVersions.id}`,
        read: ({ after, orderBy, limit }) =>
          ctx.tx
            .select()
            .from(themeVersions)
            .where(and(ne(themeVersions.state, 'draft'), after))
            .orderBy(...orderBy)
            .limit(limit),
        keyOf: row => [String(row.number).padStart(DIGITS, '0'), row.id],
        present: asVersion,
      }),
    'POST /v1/theme/versions/:themeVersionId/restore': (ctx, { params }) =>
      restoreVersion(ctx, params.themeVersionId),
  }) satisfies Partial<Handlers>
