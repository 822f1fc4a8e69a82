package dev.slipway.archive.fat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GeometryTest {
    @Test
    void everySizeHasAGeometryThatHoldsTogether() {
        for (long sectors = 64; sectors <= Geometry.MOST_SECTORS; sectors += 1 + sectors / 37) {
            Geometry geometry = Geometry.of(sectors, 100).orElseThrow();
            long clusters = geometry.clusters();
            String shown = geometry.toString() + ", clusters " + clusters;

            // The tables describe every cluster, and the clusters end with the volume.
            assertThat(geometry.fatSectors() * 512 * 8)
                    .as(shown)
                    .isGreaterThanOrEqualTo((clusters + 2) * geometry.type().bits());
            assertThat(geometry.offsetOf(clusters + 2))
                    .as(shown)
                    .isBetween((sectors - geometry.sectorsPerCluster()) * 512 + 1, sectors * 512);
            switch (geometry.type()) {
                case FAT12 -> assertThat(clusters).as(shown).isLessThan(4085 - 15);
                case FAT16 -> assertThat(clusters).as(shown).isBetween(4085 + 16L, 65524 - 16L);
                case FAT32 -> assertThat(clusters).as(shown).isBetween(65525 + 16L, 0x0fff_fff5L);
            }
            assertThat(geometry.clusterBytes()).as(shown).isLessThanOrEqualTo(1 << 16);
        }
    }

    @Test
    void aVolumeSmallerThanItsTablesIsNone() {
        assertThat(Geometry.of(34, 512)).isEmpty();
        assertThat(Geometry.of(0, 512)).isEmpty();
        assertThat(Geometry.of(36, 512)).isPresent();
    }
}
