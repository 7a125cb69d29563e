// Chat fields of Better Auth's tables. No client writes them through Better Auth: settings change by
// PATCH /v1/settings, roles and capacity by PATCH /v1/members/:memberId.

const kept = { required: false, input: false } as const

export const organizationFields = {
  chatApiKey: { type: 'string', ...kept, returned: false, unique: true },
  chatDomain: { type: 'string', ...kept },
  chatIsActive: { type: 'boolean', ...kept, defaultValue: true },
  chatTheme: { type: 'string', ...kept, defaultValue: 'auto' },
  chatPrimaryColor: { type: 'string', ...kept, defaultValue: '#03604a' },
  chatPosition: { type: 'string', ...kept, defaultValue: 'bottom-right' },
  chatWelcomeMessage: { type: 'string', ...kept, defaultValue: 'Halloo! How can we help?' },
  chatShowAgentAvatar: { type: 'boolean', ...kept, defaultValue: true },
  chatCollectEmail: { type: 'boolean', ...kept, defaultValue: false },
  chatCollectName: { type: 'boolean', ...kept, defaultValue: false },
  chatIdentityMode: { type: 'string', ...kept, defaultValue: 'off' },
} as const

export const memberFields = {
  chatRole: { type: 'string', ...kept },
  chatIsOnline: { type: 'boolean', ...kept, defaultValue: true },
  chatMaxConcurrentChats: { type: 'number', ...kept, defaultValue: 8 },
} as const
