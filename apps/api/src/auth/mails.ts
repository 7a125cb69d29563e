import type { Mail } from '../mail/mailer.ts'
import { asWords } from '../mail/words.ts'

// What Better Auth has to say by mail. Names typed by people are quoted plainly, without markup.

const page = (publicUrl: string, path: string) => new URL(path, publicUrl).href

export const verificationMail = (to: string, url: string): Mail => ({
  to,
  subject: 'Confirm your e-mail address',
  text: `Welcome to Halloo.\n\nConfirm that this address is yours:\n${url}\n\nThe link works for one hour. If you did not sign up, there is nothing to do.\n`,
})

export const resetMail = (to: string, url: string): Mail => ({
  to,
  subject: 'Choose a new password',
  text: `Somebody, hopefully you, asked for a new password.\n\nChoose it here:\n${url}\n\nThe link works for one hour. If it was not you, your password stays as it is.\n`,
})

export const invitationMail = (
  to: string,
  publicUrl: string,
  invitation: { id: string; organization: string; inviter: string },
): Mail => ({
  to,
  subject: `Join ${asWords(invitation.organization)} on Halloo`,
  text: `${asWords(invitation.inviter)} invites you to answer ${asWords(invitation.organization)}'s visitors with them.\n\nAccept the invitation:\n${page(publicUrl, `/accept-invitation/${invitation.id}`)}\n\nIt is meant for ${to} and works for three days.\n`,
})
