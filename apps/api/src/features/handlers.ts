import type { SignInOptions } from '@halloo/protocol'
import type { MailLinks } from '../auth/mail-links.ts'
import type { DirectHandlers, Handlers, OpenHandlers } from '../door/context.ts'
import type { Cursors } from '../door/cursor.ts'
import type { Limits } from '../door/limits.ts'
import type { TransactionParts } from '../door/transaction.ts'
import type { SignedLinks } from '../storage/signed-links.ts'
import { attachmentHandlers } from './attachments/routes.ts'
import { chatUserHandlers } from './chat-users/routes.ts'
import { conversationHandlers } from './conversations/routes.ts'
import { countHandlers } from './counts/routes.ts'
import { departmentHandlers } from './departments/routes.ts'
import { doctorHandlers } from './doctor/routes.ts'
import { feedHandlers, type ReadEvents } from './feed/routes.ts'
import { identitySecretHandlers } from './identity-secrets/routes.ts'
import { installHandlers } from './install/routes.ts'
import { memberHandlers } from './members/routes.ts'
import type { Batcher } from './messages/batcher.ts'
import { messageHandlers, writtenMessageHandlers } from './messages/routes.ts'
import { settingsHandlers } from './settings/routes.ts'
import { signInHandlers } from './sign-in-options/routes.ts'
import { themeHandlers } from './theme/routes.ts'
import { widgetSessionHandlers } from './widget-sessions/routes.ts'

export interface HandlerParts {
  work: TransactionParts
  filesUrl: string
  cursors: Cursors
  links: SignedLinks
  mailLinks: MailLinks
  batcher: Batcher
  limits: Limits
  /** Whether websites on this machine may be looked at. */
  mayBeInside: boolean
  readEvents: ReadEvents
  readSignInOptions(): Promise<SignInOptions>
}

/** Every operation has its handler here, or this does not compile. */
export const createHandlers = (parts: HandlerParts) => ({
  handlers: handlersOf(parts),
  directHandlers: directHandlersOf(parts),
  openHandlers: openHandlersOf(parts),
})

const handlersOf = ({ cursors, links }: HandlerParts): Handlers => ({
  ...attachmentHandlers(links),
  ...chatUserHandlers(cursors, links),
  ...conversationHandlers(cursors),
  ...countHandlers,
  ...departmentHandlers(cursors),
  ...identitySecretHandlers,
  ...memberHandlers(cursors),
  ...messageHandlers,
  ...settingsHandlers,
  ...themeHandlers(cursors),
})

const directHandlersOf = ({ work, ...parts }: HandlerParts): DirectHandlers => ({
  ...writtenMessageHandlers({ work, batcher: parts.batcher }),
  ...installHandlers(work, {
    publicUrl: work.publicUrl,
    filesUrl: parts.filesUrl,
    mayBeInside: parts.mayBeInside,
  }),
  ...feedHandlers(parts.readEvents),
})

const openHandlersOf = ({ work, filesUrl, limits, mailLinks, ...parts }: HandlerParts): OpenHandlers => ({
  ...widgetSessionHandlers({ work, ownOrigin: work.publicUrl, limits, mailLinks }),
  ...doctorHandlers({ work, ownOrigin: work.publicUrl, filesUrl }),
  ...signInHandlers(parts.readSignInOptions),
})
