import { useEffect, useState } from 'preact/hooks';
import type { EventDetail } from '../../api/contract.ts';
import { request, serverState } from '../state/server.ts';
import { formatBytes } from '../text/format.ts';
import { Visible } from '../text/visible.tsx';
import { Failure } from '../views/empty.tsx';
import { useAction } from '../views/use-action.ts';

interface Props {
  media: NonNullable<EventDetail['media']>;
  path: string;
}

interface Loaded {
  url: string;
  type: string;
}

/** The media file of a message. The server downloads it only when a person asks for it. */
export function Media({ media, path }: Props) {
  const [loaded, setLoaded] = useState<Loaded>();
  const load = useAction(async () => {
    const blob = await (await request(`${path}/media`)).blob();
    setLoaded({ url: URL.createObjectURL(blob), type: blob.type });
  });
  useEffect(() => () => URL.revokeObjectURL(loaded?.url ?? ''), [loaded]);
  const { kind, fileName, mimeType, bytes } = media;
  const label = media.hasPreview ? `Show the ${kind}` : 'Load the file';
  return (
    <section class="media">
      <h3>Media</h3>
      <p class="quiet">
        <Visible
          text={[fileName, kind, mimeType, bytes === undefined ? undefined : formatBytes(bytes)]
            .filter(Boolean)
            .join(' · ')}
        />
      </p>
      {serverState.value?.can.media && !loaded && (
        <button type="button" class="small" disabled={load.isRunning} onClick={() => load.run()}>
          {load.isRunning ? 'Loading …' : label}
        </button>
      )}
      {load.error && <Failure message={load.error} />}
      {loaded && <Preview loaded={loaded} media={media} />}
    </section>
  );
}

function Preview({ loaded, media }: { loaded: Loaded; media: Props['media'] }) {
  const { url, type } = loaded;
  const name = media.fileName ?? `The ${media.kind} of this message`;
  if (type.startsWith('image/')) return <img src={url} alt={name} />;
  // biome-ignore lint/a11y/useMediaCaption: media of a message has no captions
  if (type.startsWith('video/')) return <video src={url} controls aria-label={name} />;
  // biome-ignore lint/a11y/useMediaCaption: media of a message has no captions
  if (type.startsWith('audio/')) return <audio src={url} controls aria-label={name} />;
  return (
    <a class="button small" href={url} download={media.fileName ?? media.kind}>
      Save the file
    </a>
  );
}
