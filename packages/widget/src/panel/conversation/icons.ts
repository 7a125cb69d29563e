// Lines of icons that a conversation needs; the first view does without them.

export const DOWN = 'M12 5v14M19 12l-7 7-7-7'
export const UP = 'm5 12 7-7 7 7M12 19V5'
export const MORE =
  'M13 12a1 1 0 1 1-2 0 1 1 0 0 1 2 0ZM20 12a1 1 0 1 1-2 0 1 1 0 0 1 2 0ZM6 12a1 1 0 1 1-2 0 1 1 0 0 1 2 0Z'
export const CLIP =
  'm16 6-8.4 8.6a2 2 0 0 0 2.8 2.8l8.4-8.6a4 4 0 1 0-5.7-5.6l-8.3 8.5a6 6 0 1 0 8.4 8.5l8.4-8.6'
export const SMILE = 'M15 10V9M16.5 15a6 6 0 0 1-9 0M9 10V9M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0Z'
export const MIC = 'M12 19v3M19 10v2a7 7 0 0 1-14 0v-2M12 2a3 3 0 0 1 3 3v7a3 3 0 0 1-6 0V5a3 3 0 0 1 3-3Z'
export const CHECK = 'M20 6 9 17l-5-5'
export const CHECKS = 'M18 6 7 17l-5-5M22 10l-7.5 7.5L13 16'
export const CLOCK = 'M12 6v6l4 2M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0Z'
export const ALERT = 'M12 8v4M12 16h.01M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0Z'
export const FILE =
  'M15 2H6a2 2 0 0 0-2 2v16a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2V7ZM14 2v6h6M10 9H8M16 13H8M16 17H8'
export const STOP = 'M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0ZM9 9h6v6H9Z'
export const SAVE = 'M12 15V3M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4M7 10l5 5 5-5'
export const MAIL =
  'M4 4h16a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2ZM22 7l-9 5.7a2 2 0 0 1-2 0L2 7'
