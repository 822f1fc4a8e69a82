package dev.slipway.archive.gpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class MasterBootRecordTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void protectsTheWholeDiskFromOldPartitioners() {
        byte[] sector = new MasterBootRecord(new byte[0], 4096).bytes();

        assertThat(sector).hasSize(512);
        assertThat(HEX.formatHex(sector, 0, 446)).isEqualTo("00".repeat(446));
        assertThat(HEX.formatHex(sector, 446, 512))
                .isEqualTo("00" + "000200" + "ee" + "ffffff" + "01000000" + "ff0f0000" + "00".repeat(48) + "55aa");
    }

    @Test
    void withCodeItHasAnActiveEntryThatIsNoPartition() {
        byte[] sector = new MasterBootRecord(new byte[] {(byte) 0xfa, (byte) 0xf4}, 1L << 33).bytes();

        assertThat(HEX.formatHex(sector, 0, 4)).isEqualTo("faf40000");
        assertThat(HEX.formatHex(sector, 446, 478))
                .isEqualTo("00" + "000200" + "ee" + "ffffff" + "01000000" + "ffffffff" + "80" + "000100" + "00"
                        + "000100" + "00000000" + "01000000");
    }

    @Test
    void refusesCodeThatDoesNotFit() {
        assertThat(new MasterBootRecord(new byte[440], 64).bytes()).hasSize(512);
        assertThatThrownBy(() -> new MasterBootRecord(new byte[441], 64))
                .hasMessageContaining("441 bytes, room is for 440");
    }
}
