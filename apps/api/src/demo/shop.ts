// The people and conversations of the demo shop.

export const PEOPLE = [
  { name: 'Ruth Okafor', email: 'owner@wrenandoak.example', role: 'owner' },
  { name: 'Tomás Ferreira', email: 'agent@wrenandoak.example', role: 'member' },
  { name: 'Mia Lindqvist', email: 'mia@wrenandoak.example', role: 'member' },
  { name: 'Aiko Tanaka', email: 'aiko@wrenandoak.example', role: 'member', chatRole: 'supervisor' },
] as const

export const DEPARTMENTS = [
  { name: 'Orders', description: 'Where is my parcel, changes, invoices' },
  { name: 'Returns', description: 'Something arrived broken, or was not for you' },
  { name: 'Product advice', description: 'What grows where, and which tool for it' },
] as const

type Line = ['them' | 'us' | 'accept' | 'resolve', string]

/** `agent` is an index into PEOPLE, `minutes` how long ago it began. */
export const CONVERSATIONS: {
  name: string | null
  email: string | null
  department: (typeof DEPARTMENTS)[number]['name']
  subject: string
  page: string
  minutes: number
  agent: number
  priority?: 'high' | 'urgent' | 'low'
  lines: Line[]
}[] = [
  {
    name: 'Dorothy Whitlock',
    email: 'dorothy.whitlock@garden.example',
    department: 'Product advice',
    subject: 'Frost and dahlias',
    page: '/demo/products.html',
    minutes: 2900,
    agent: 3,
    lines: [
      ['them', 'Good morning! My dahlias are still in the ground. Is it too late to lift them?'],
      ['accept', ''],
      [
        'us',
        'Good morning Dorothy. As long as the tubers are firm it is fine: cut the stems to a hand, lift them on a dry day, and keep them dark and frost-free.',
      ],
      ['them', 'Wonderful, I will do it on Sunday. Thank you!'],
      ['resolve', ''],
    ],
  },
  {
    name: 'Jonas Weber',
    email: 'jonas.weber@post.example',
    department: 'Orders',
    subject: 'Where is order 10482?',
    page: '/demo/order.html',
    minutes: 96,
    agent: 1,
    priority: 'high',
    lines: [
      ['them', 'Hi! Tracking has said “out for delivery” since Tuesday. Should I worry?'],
      ['accept', ''],
      ['us', 'Hello Jonas, sorry for the wait. I am asking the carrier right now.'],
      ['them', 'This label was on our gate. No parcel.'],
      ['them', 'The bulbs really have to go into the ground this week 🌷'],
    ],
  },
  {
    name: 'Leïla Haddad',
    email: 'leila@haddad.example',
    department: 'Product advice',
    subject: 'Herbs for a north balcony',
    page: '/demo/product.html',
    minutes: 61,
    agent: 1,
    lines: [
      ['them', 'Which herbs would forgive me a balcony without any sun?'],
      ['accept', ''],
      ['us', 'Mint, chives and parsley will. Rosemary would sulk.'],
      ['them', '🌱🌱❤️'],
    ],
  },
  {
    name: 'Maximiliane-Friederike von Hohenstein-Schaumburg',
    email: 'mf.hohenstein@longnames.example',
    department: 'Returns',
    subject: 'Secateurs without the spring',
    page: '/demo/delivery.html',
    minutes: 34,
    agent: 2,
    priority: 'urgent',
    lines: [
      [
        'them',
        'The secateurs arrived without the spring, and the blade is loose. I need them on Saturday at the latest.',
      ],
      ['accept', ''],
      [
        'us',
        'That must not happen. A new pair leaves today by express; please keep the old one for the courier.',
      ],
    ],
  },
  {
    name: 'Kofi Mensah',
    email: null,
    department: 'Orders',
    subject: 'An invoice for the allotment club',
    page: '/demo/order.html',
    minutes: 9,
    agent: -1,
    lines: [['them', 'Could the invoice say “Allotment Club Riverside” instead of my name?']],
  },
  {
    name: null,
    email: null,
    department: 'Product advice',
    subject: '',
    page: '/demo/',
    minutes: 4,
    agent: -1,
    lines: [
      ['them', 'Hello, is anybody there?'],
      ['them', 'I am looking for a watering can that a child can carry when it is full.'],
    ],
  },
]
