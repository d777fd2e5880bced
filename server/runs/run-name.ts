/** Names for runs that were given none: two words that are easy to say, and a number that tells how late it came. */

const ADJECTIVES = [
  'amber', 'autumn', 'bold', 'breezy', 'bright', 'calm', 'clear', 'crisp', 'daring', 'deep', 'dry', 'early', 'eager',
  'fair', 'fast', 'fresh', 'gentle', 'golden', 'grand', 'happy', 'hidden', 'icy', 'jolly', 'keen', 'lively', 'lucky',
  'mellow', 'misty', 'neat', 'noble', 'olive', 'patient', 'polar', 'proud', 'quick', 'quiet', 'rosy', 'rustic',
  'silver', 'smooth', 'snowy', 'solar', 'spring', 'steady', 'sunny', 'swift', 'tidy', 'vivid', 'warm', 'wild',
] // biome-ignore format: one word a line would fill two pages
const NOUNS = [
  'acorn',
  'aspen',
  'badger',
  'bay',
  'birch',
  'brook',
  'canyon',
  'cedar',
  'cloud',
  'comet',
  'creek',
  'dawn',
  'dune',
  'eagle',
  'elm',
  'ember',
  'falcon',
  'fern',
  'field',
  'fjord',
  'forest',
  'glade',
  'grove',
  'harbor',
  'heron',
  'hill',
  'island',
  'lake',
  'lark',
  'maple',
  'marsh',
  'meadow',
  'moon',
  'oak',
  'orchid',
  'otter',
  'peak',
  'pine',
  'pond',
  'rain',
  'reef',
  'river',
  'robin',
  'shore',
  'sky',
  'spruce',
  'star',
  'stone',
  'valley',
  'willow',
]

/** Like `quiet-heron-12`; in a sweep `quiet-sweep-12`. `bytes` are two random ones. */
export function generatedRunName(bytes: Uint8Array, number: number, isOfSweep: boolean): string {
  const adjective = ADJECTIVES[(bytes[0] ?? 0) % ADJECTIVES.length] ?? ''
  const noun = isOfSweep ? 'sweep' : (NOUNS[(bytes[1] ?? 0) % NOUNS.length] ?? '')
  return `${adjective}-${noun}-${number}`
}
