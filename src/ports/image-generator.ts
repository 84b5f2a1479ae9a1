/** A picture as bytes. */
export interface ImageBytes {
  readonly bytes: Uint8Array;
  /** `image/png`, `image/jpeg`, `image/webp` or `image/gif`. */
  readonly mediaType: string;
}

/** What a portrait is to show. */
export interface ImageRequest {
  readonly prompt: string;
  /** Pictures whose style is to be met; empty when there are none. */
  readonly references: readonly ImageBytes[];
  /** The traits of who is drawn, when they are known: for generators that draw from them and not from words. */
  readonly personality?: Readonly<Record<'O' | 'C' | 'E' | 'A' | 'N' | 'H', number>>;
  /** What the portrait is of: the same subject is drawn alike. */
  readonly subject: string;
  /** The provider settings of the project, with the key in clear; absent when the project has none. */
  readonly provider?: ImageProviderSettings;
}

/** Which provider a project uses. */
export interface ImageProviderSettings {
  /** `openai`, or any other name a generator understands. */
  readonly provider: string;
  readonly apiKey?: string | undefined;
  readonly model?: string | undefined;
  readonly baseUrl?: string | undefined;
}

/** Draws portraits. May be slow, may cost money, may fail; the engine reports a failure as IMAGE_GENERATION_FAILED and changes nothing. */
export interface ImageGenerator {
  /** The provider that a project must have set up before this generator can be asked; absent when it needs none. */
  readonly needsProvider?: string;
  generate(request: ImageRequest, signal?: AbortSignal): Promise<ImageBytes>;
}
