package dev.slipway.images;

import dev.slipway.environment.BuildEnvironment;
import dev.slipway.oci.Descriptor;
import dev.slipway.oci.Document;
import dev.slipway.oci.ImageSource;
import dev.slipway.oci.reference.ArchiveReference;
import dev.slipway.oci.reference.ImageReference;
import dev.slipway.oci.reference.MavenReference;
import dev.slipway.oci.reference.RegistryReference;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Where images come from, one source for each reference. */
final class ImageSources {
    private final BuildEnvironment environment;
    private final LocalImages local;
    private final Map<String, ImageSource> sources = new ConcurrentHashMap<>();

    ImageSources(BuildEnvironment environment, LocalImages local) {
        this.environment = environment;
        this.local = local;
    }

    /** The source of an image, which is opened when it is asked for something; a warm store never asks. */
    ImageSource of(ImageReference reference) {
        return sources.computeIfAbsent(reference.canonical(), any -> new LateSource(reference));
    }

    private ImageSource open(ImageReference reference) throws IOException {
        if (reference instanceof RegistryReference remote) {
            return Registries.client(environment).image(remote);
        }
        if (reference instanceof ArchiveReference archive) {
            return local.open(archive);
        }
        return local.open((MavenReference) reference);
    }

    private final class LateSource implements ImageSource {
        private final ImageReference reference;
        private @Nullable ImageSource opened;

        LateSource(ImageReference reference) {
            this.reference = reference;
        }

        private synchronized ImageSource opened() throws IOException {
            if (opened == null) {
                opened = ImageSources.this.open(reference);
            }
            return opened;
        }

        @Override
        public String name() {
            return reference.canonical();
        }

        @Override
        public Document root() throws IOException {
            return opened().root();
        }

        @Override
        public InputStream open(Descriptor descriptor) throws IOException {
            return opened().open(descriptor);
        }

        @Override
        public synchronized boolean mayDiffer(Descriptor descriptor) {
            return opened != null && opened.mayDiffer(descriptor);
        }
    }
}
