import { ID_PREFIXES, type IdKind } from '@halloo/protocol'
import { nanoid } from 'nanoid'

/**
 * Makes an id.
 * @example newId('department') // 'dep_V1StGXR8Z5jdHi6BmyT00'
 */
export const newId = (kind: IdKind) => `${ID_PREFIXES[kind]}_${nanoid(21)}`

/** A new public widget key. */
export const newWidgetKey = () => `pk_${nanoid(24)}`
