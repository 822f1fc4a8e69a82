package dev.slipway.archive.gpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.content.Digest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class GptTableTest {
    private static final Guid DISK = Guid.parse("00112233-4455-6677-8899-aabbccddeeff");
    private static final Guid ONE = Guid.parse("11111111-2222-3333-4444-555555555555");

    private final GptTable table = new GptTable(
            DISK,
            4096,
            List.of(
                    new Partition(Guid.BASIC_DATA, DISK, 64, 1984, Partition.READ_ONLY, "Daten é"),
                    new Partition(Guid.EFI_SYSTEM, ONE, 2048, 1024, 0, "EFI")));

    @Test
    void writesThisPrimaryHeader() {
        byte[] primary = table.primary();
        assertThat(primary).hasSize(33 * 512);
        assertThat(hex(primary, 0, 92))
                .isEqualTo(
                        "4546492050415254" // EFI PART
                                + "00000100" + "5c000000" + "6ccab106" + "00000000" // revision, size, CRC, reserved
                                + "0100000000000000" + "ff0f000000000000" // this header, the other one
                                + "2200000000000000" + "de0f000000000000" // first and last usable sector
                                + "33221100554477668899aabbccddeeff" // the disk
                                + "0200000000000000" + "80000000" + "80000000" + "df229d15"); // entries, CRC
    }

    @Test
    void writesTheseEntries() {
        byte[] primary = table.primary();
        assertThat(hex(primary, 512, 128))
                .isEqualTo("a2a0d0ebe5b9334487c068b6b72699c7" + "33221100554477668899aabbccddeeff"
                        + "4000000000000000" + "ff07000000000000" + "0000000000000010"
                        + "44006100740065006e002000e900" + "00".repeat(58));
        assertThat(hex(primary, 512 + 128, 64))
                .isEqualTo("28732ac11ff8d211ba4b00a0c93ec93b" + "11111111222233334444555555555555" + "0008000000000000"
                        + "ff0b000000000000" + "0000000000000000" + "4500460049000000");
    }

    @Test
    void theBackupHasTheSameEntriesAndTheOtherPlaces() {
        byte[] primary = table.primary();
        byte[] backup = table.backup();
        assertThat(Arrays.copyOf(backup, 32 * 512)).isEqualTo(Arrays.copyOfRange(primary, 512, primary.length));
        int header = 32 * 512;
        assertThat(hex(backup, header + 24, 16)).isEqualTo("ff0f000000000000" + "0100000000000000");
        assertThat(hex(backup, header + 72, 8)).isEqualTo("df0f000000000000");
        assertThat(hex(backup, header + 88, 4)).isEqualTo(hex(primary, 88, 4));
    }

    @Test
    void sectorsOf4096BytesHoldMoreEntries() {
        Partition partition = partition(256, 256);
        GptTable large = new GptTable(DISK, 4096, 1024, List.of(partition));
        byte[] primary = large.primary();
        assertThat(primary).hasSize(5 * 4096);
        assertThat(hex(primary, 24, 32))
                .isEqualTo("0100000000000000" + "ff03000000000000" + "0600000000000000" + "fa03000000000000");
        assertThat(hex(primary, 4096 + 32, 16)).isEqualTo("0001000000000000" + "ff01000000000000");
        assertThat(large.backup()).hasSize(5 * 4096);
        assertThat(hex(large.backup(), 4 * 4096 + 72, 8)).isEqualTo("fb03000000000000");
        assertThatThrownBy(() -> new GptTable(DISK, 1024, 1024, List.of())).hasMessageContaining("1024 bytes");
        assertThatThrownBy(() -> new GptTable(DISK, 4096, 1024, List.of(partition(5, 1))))
                .hasMessageContaining("outside of the sectors 6 to 1018");
    }

    @Test
    void refusesPartitionsOnOneAnotherOrOutside() {
        assertThatThrownBy(() -> tableOf(partition(64, 10), partition(73, 1))).hasMessageContaining("1 and 2 overlap");
        assertThatThrownBy(() -> tableOf(partition(33, 1))).hasMessageContaining("outside of the sectors 34 to 4062");
        assertThatThrownBy(() -> tableOf(partition(4062, 2))).hasMessageContaining("outside");
        assertThatThrownBy(() -> partition(64, 0)).hasMessageContaining("0 sectors from 64");
        assertThat(tableOf(partition(34, 1), partition(4062, 1), partition(35, 4027))
                        .partitions())
                .hasSize(3);
        assertThatThrownBy(() -> new Partition(ONE, ONE, 64, 1, 0, "n".repeat(37)))
                .hasMessageContaining("36 characters");
        assertThat(new GptTable(DISK, 4096, List.of(new Partition(ONE, ONE, 64, 1, 0, "n".repeat(36)))).primary())
                .hasSize(33 * 512);
    }

    @Test
    void derivesIdentifiersFromContents() {
        Digest seed = Digest.of(new byte[0]);
        Guid disk = Guid.derived(seed, "disk");
        assertThat(disk.uuid().version()).isEqualTo(8);
        assertThat(disk.uuid().variant()).isEqualTo(2);
        assertThat(disk).isEqualTo(Guid.derived(seed, "disk")).isNotEqualTo(Guid.derived(seed, "other"));
        assertThat(disk).isNotEqualTo(Guid.derived(Digest.of(new byte[1]), "disk"));
    }

    private static GptTable tableOf(Partition... partitions) {
        return new GptTable(DISK, 4096, List.of(partitions));
    }

    private static Partition partition(long first, long sectors) {
        return new Partition(Guid.BASIC_DATA, ONE, first, sectors, 0, "");
    }

    private static String hex(byte[] bytes, int offset, int length) {
        return HexFormat.of().formatHex(bytes, offset, offset + length);
    }
}
