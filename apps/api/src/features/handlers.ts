import type { Handlers } from '../door/context.ts'
import type { Cursors } from '../door/cursor.ts'
import type { SignedLinks } from '../storage/signed-links.ts'
import { attachmentHandlers } from './attachments/routes.ts'
import { chatUserHandlers } from './chat-users/routes.ts'
import { conversationHandlers } from './conversations/routes.ts'
import { countHandlers } from './counts/routes.ts'
import { departmentHandlers } from './departments/routes.ts'
import { identitySecretHandlers } from './identity-secrets/routes.ts'
import { memberHandlers } from './members/routes.ts'
import { messageHandlers } from './messages/routes.ts'
import { settingsHandlers } from './settings/routes.ts'
import { themeHandlers } from './theme/routes.ts'

/** Every operation has its handler here, or this does not compile. */
export const createHandlers = (cursors: Cursors, links: SignedLinks): Handlers => ({
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
