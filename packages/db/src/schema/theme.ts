import type { Theme } from '@halloo/protocol'
import { sql } from 'drizzle-orm'
import { check, integer, jsonb, text, unique, uniqueIndex } from 'drizzle-orm/pg-core'
import { memberProfiles } from './members.ts'
import { createdAt, tenantReference, tenantTable } from './tenant-table.ts'

/** Looks of the widget: the published one, those before it, and at most one that is being made. */
export const themeVersions = tenantTable(
  'theme_versions',
  {
    id: text().notNull(),
    state: text().notNull(),
    /** Counts what was published; a draft has none yet. */
    number: integer(),
    tokens: jsonb().$type<Theme>().notNull(),
    savedBy: text(),
    savedAt: createdAt(),
  },
  t => [t.id],
  t => [
    unique('theme_versions_number').on(t.organizationId, t.number),
    uniqueIndex('theme_versions_draft').on(t.organizationId).where(sql`${t.state} = 'draft'`),
    uniqueIndex('theme_versions_published').on(t.organizationId).where(sql`${t.state} = 'published'`),
    tenantReference('theme_versions_saved_by', t, t.savedBy, memberProfiles),
    check('theme_versions_state', sql`${t.state} in ('draft', 'published', 'former')`),
    check('theme_versions_counted', sql`(${t.number} is null) = (${t.state} = 'draft')`),
    check('theme_versions_tokens', sql`jsonb_typeof(${t.tokens}) = 'object'`),
  ],
)

/** Pictures that were uploaded for the look, each once; what no look names goes away after a while. */
export const pictures = tenantTable(
  'pictures',
  {
    id: text().notNull(),
    /** SHA-256 of the bytes, as they are kept. */
    hash: text().notNull(),
    contentType: text().notNull(),
    size: integer().notNull(),
    width: integer().notNull(),
    height: integer().notNull(),
    storageKey: text().notNull(),
    /** When it was last uploaded, or named by a draft. */
    namedAt: createdAt(),
  },
  t => [t.id],
  t => [
    unique('pictures_hash').on(t.organizationId, t.hash),
    check('pictures_type', sql`${t.contentType} in ('image/png', 'image/jpeg', 'image/webp')`),
  ],
)
