'use client'

import dynamic from 'next/dynamic'

/** Markdown that a page loads only when it has some; until then the text as it was written. */
export const LazyMarkdown = dynamic(() => import('./markdown').then(({ Markdown }) => Markdown))
