import { Component, type ComponentChildren } from 'preact'

interface Given {
  onBroken(): void
  children: ComponentChildren
}

/** Whatever breaks in here, as on a page that has changed the language itself, puts the chat away and no more. */
export class Calm extends Component<Given, { broken?: true }> {
  override componentDidCatch(error: unknown) {
    console.warn('Halloo:', error)
    // Without a change of state Preact would throw it on.
    this.setState({ broken: true })
    this.props.onBroken()
  }
  override render() {
    return this.state.broken ? null : this.props.children
  }
}
