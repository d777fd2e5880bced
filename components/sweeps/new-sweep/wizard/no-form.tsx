export function NoForm() {
  return <p className="text-13 text-muted">The fields come back when the text can be read as YAML again.</p>
}
