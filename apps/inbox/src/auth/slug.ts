import { nanoid } from 'nanoid'

/** A name as part of an address; its tail keeps two of the same name apart. */
export function slugOf(name: string) {
  const words = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  const tail = nanoid(6)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '0')
  return [words.slice(0, 40), tail].filter(Boolean).join('-')
}
