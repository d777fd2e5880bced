type FileImageProps = React.ComponentProps<'img'> & { alt: string }

/** An image out of a run's files. Next's own would ask for it without the reader's session, and pack it anew. */
export function FileImage({ alt, ...props }: FileImageProps) {
  // biome-ignore lint/performance/noImgElement: see above
  return <img alt={alt} {...props} />
}
