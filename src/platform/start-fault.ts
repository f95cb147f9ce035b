/** A reason not to start that the person in front of the terminal can mend: its message is one Chinese sentence. */
export class StartFault extends Error {
  constructor(sentence: string, options?: ErrorOptions) {
    super(sentence, options);
    this.name = 'StartFault';
  }
}
