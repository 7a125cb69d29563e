import type { FieldCode } from '../constants.ts'
import type { Theme } from './tokens.ts'

/** What a picture of the look may be. Nothing that moves: visitors could not stop it. */
export const PICTURE = {
  types: ['image/png', 'image/jpeg', 'image/webp'],
  /** Bytes. */
  size: 1024 * 1024,
  /** Width times height: as much memory as a visitor's phone has to spare. */
  pixels: 4_000_000,
} as const

const PLACE = '/widget/pictures/'
const OWN = /^\/widget\/pictures\/(org_[A-Za-z0-9_-]{21}\/pic_[A-Za-z0-9_-]{21}\.(?:png|jpg|webp))$/

/**
 * The address of a picture that was uploaded here. It begins at the root, so that it outlives another `PUBLIC_URL`.
 * @param key under which the storage keeps it
 */
export const ownPicture = (key: string) => PLACE + key

/** Under which key the storage keeps the picture of an address; undefined where it is not one of ours. */
export const ownPictureKey = (address: string) => OWN.exec(address)?.[1]

/**
 * Why an address cannot be that of a picture: it is one of ours, or every page can fetch it, over https and without a
 * name and password.
 */
export function pictureFault(address: string): FieldCode | undefined {
  if (ownPictureKey(address)) return undefined
  if (address.length > 500) return 'too_long'
  const url = address.isWellFormed() && URL.canParse(address) ? new URL(address) : undefined
  if (!url) return 'invalid_url'
  return url.protocol !== 'https:' || url.username || url.password ? 'unsafe_url' : undefined
}

/** Every picture that a look names, with its place in it. */
export const picturesOf = ({ launcher, header }: Theme) =>
  [
    { pointer: '/launcher/picture', address: launcher.picture },
    { pointer: '/header/picture', address: header.picture },
    { pointer: '/header/logo', address: header.logo },
  ].filter((one): one is { pointer: string; address: string } => one.address !== null)

/**
 * Where the pictures that a look shows come from: what the policy of a website must let through.
 * @param own this server's origin
 * @example pictureOrigins(DEFAULT_THEME, 'https://chat.example.com') // []
 */
export const pictureOrigins = (theme: Theme, own: string) => {
  const shown = picturesOf(theme).filter(
    ({ pointer }) => pointer !== '/header/picture' || theme.header.style === 'picture',
  )
  return [...new Set(shown.map(({ address }) => new URL(address, own).origin))]
}
