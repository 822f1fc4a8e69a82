package dev.slipway.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.archive.Tool;
import dev.slipway.archive.image.BlockImage;
import dev.slipway.archive.pe.ImageSigning;
import dev.slipway.archive.pe.Section;
import dev.slipway.archive.pe.TestProgram;
import dev.slipway.archive.pe.UnifiedKernelImage;
import dev.slipway.content.Content;
import dev.slipway.der.DerWriter;
import dev.slipway.environment.BuildEnvironment.Login;
import dev.slipway.environment.BuildEnvironment.Logins;
import dev.slipway.problem.Problem;
import dev.slipway.trust.crypto.Der;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SigningSettingsTest {
    private static final String PASSWORD = "not to be printed";
    private static final Logins LOGINS =
            id -> id.equals("uki") ? Optional.of(new Login("", PASSWORD)) : Optional.empty();

    private static TestKey key;
    private static UnifiedKernelImage uki;

    @TempDir
    private Path folder;

    @BeforeAll
    static void make() throws GeneralSecurityException, IOException {
        key = TestKey.rsa("platform owner");
        uki = uki("quiet");
    }

    private static UnifiedKernelImage uki(String commandLine) throws IOException {
        return new UnifiedKernelImage(
                TestProgram.stub(), "stub", List.of(new Section(".cmdline", Content.of(commandLine))));
    }

    @Test
    void withoutAnythingNothingIsSigned() {
        ImageSigning none = new SigningSettings(null, null, null, null).read(folder, LOGINS);
        assertThat(none.sign(uki.hash())).isEmpty();
        assertThat(none).hasToString("unsigned");
    }

    @Test
    void theToolsOfTheFieldAcceptTheSignatureAndRefuseAFlippedByte() throws Exception {
        Path certificate = Files.writeString(folder.resolve("cert.pem"), key.certificatePem());
        Path signed = write("os.efi", uki.signed(pem().sign(uki.hash()).orElseThrow()));
        assertThat(Tool.run(folder, "sbverify", "--cert", certificate.toString(), signed.toString()))
                .contains("Signature verification OK");
        assertThat(Tool.run(
                        folder, "osslsigncode", "verify", "-CAfile", certificate.toString(), "-in", signed.toString()))
                .contains("Signature verification: ok");
        byte[] bytes = Files.readAllBytes(signed);
        bytes[0x600] ^= 1;
        Files.write(signed, bytes);
        assertThat(Tool.failing(folder, "sbverify", "--cert", certificate.toString(), signed.toString()))
                .contains("Hash doesn't match image");
    }

    @Test
    void theSameKeyGivesTheSameBytesFromEveryKindOfFile() throws Exception {
        byte[] expected = pem().sign(uki.hash()).orElseThrow();
        assertThat(pem().sign(uki.hash())).contains(expected);
        Path both = Files.writeString(folder.resolve("both.pem"), key.certificatePem() + key.keyPem());
        assertThat(new SigningSettings(both.toString(), null, null, null)
                        .read(folder, LOGINS)
                        .sign(uki.hash()))
                .contains(expected);
        writePkcs12(folder.resolve("key.p12"));
        ImageSigning pkcs12 = new SigningSettings("key.p12", null, "uki", null).read(folder, LOGINS);
        assertThat(pkcs12.sign(uki.hash())).contains(expected);
        assertThat(pkcs12).hasToString(pem().toString()).asString().startsWith("signed sha256:");
    }

    @Test
    void opensslsFormsOfAKeyAreRead() throws Exception {
        byte[] expected = pem().sign(uki.hash()).orElseThrow();
        Files.writeString(folder.resolve("plain.pem"), key.keyPem());
        Files.writeString(folder.resolve("cert.pem"), key.certificatePem());
        Tool.run(folder, "openssl", "rsa", "-traditional", "-in", "plain.pem", "-out", "old.pem");
        Tool.run(
                folder,
                "openssl",
                "pkcs8",
                "-topk8",
                "-v2",
                "aes256",
                "-in",
                "plain.pem",
                "-out",
                "encrypted.pem",
                "-passout",
                "pass:" + PASSWORD);
        for (String file : List.of("old.pem", "encrypted.pem")) {
            assertThat(new SigningSettings(file, folder.resolve("cert.pem"), "uki", null)
                            .read(folder, LOGINS)
                            .sign(uki.hash()))
                    .as(file)
                    .contains(expected);
        }
        assertThatThrownBy(() -> new SigningSettings("encrypted.pem", folder.resolve("cert.pem"), null, null)
                        .read(folder, LOGINS))
                .hasMessageContaining("its private key is encrypted, and there is no password");
    }

    /** The second step of signing elsewhere: what sbsign made of the unsigned image gives a signed one. */
    @Test
    void aSignatureThatWasMadeElsewhereIsAttached() throws Exception {
        Files.writeString(folder.resolve("key.pem"), key.keyPem());
        Files.writeString(folder.resolve("cert.pem"), key.certificatePem());
        write("os.efi", uki.unsigned());
        Tool.run(
                folder,
                "sbsign",
                "--key",
                "key.pem",
                "--cert",
                "cert.pem",
                "--detached",
                "--output",
                "os.p7",
                "os.efi");
        ImageSigning detached = detached(folder.resolve("os.p7"));
        write("signed.efi", uki.signed(detached.sign(uki.hash()).orElseThrow()));
        assertThat(Tool.run(folder, "sbverify", "--cert", "cert.pem", "signed.efi"))
                .contains("Signature verification OK");
        assertThat(detached).asString().startsWith("signature sha256:");
        assertThatThrownBy(() -> detached.sign(uki("debug").hash()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("os.p7: it signs another image than this one, whose hash is "
                        + uki("debug").hash());
    }

    @Test
    void aSignatureMayBePem() throws Exception {
        byte[] pkcs7 = pem().sign(uki.hash()).orElseThrow();
        Path file = Files.writeString(folder.resolve("os.pem"), TestKey.pem("PKCS7", pkcs7));
        assertThat(detached(file).sign(uki.hash())).contains(pkcs7);
        Files.writeString(file, "no signature");
        assertThatThrownBy(() -> detached(file)).hasMessageContaining("this is no PKCS#7 message, neither DER nor PEM");
        Files.write(file, key.certificate().getEncoded());
        assertThatThrownBy(() -> detached(file).sign(uki.hash()))
                .hasMessageContaining("this is no Authenticode signature");
    }

    /** The hash alone is no proof: anybody can write it into a message. */
    @Test
    void aSignatureThatIsNotThatOfItsCertificateIsRefused() throws Exception {
        byte[] pkcs7 = pem().sign(uki.hash()).orElseThrow();
        pkcs7[pkcs7.length - 1] ^= 1;
        Path file = Files.write(folder.resolve("os.p7"), pkcs7);
        assertThatThrownBy(() -> detached(file).sign(uki.hash()))
                .hasMessageContaining("os.p7: its signature is not that of its certificate, CN=");
        byte[] hash = HexFormat.of().parseHex(uki.hash().hex());
        byte[] other = pem().sign(uki("debug").hash()).orElseThrow();
        int place = indexOf(other, HexFormat.of().parseHex(uki("debug").hash().hex()));
        System.arraycopy(hash, 0, other, place, hash.length);
        Files.write(file, other);
        assertThatThrownBy(() -> detached(file).sign(uki.hash()))
                .hasMessageContaining("os.p7: the digest that it signs is not that of what it says of the image");
    }

    /** Only what the signature covers counts, wherever else in the message the hash stands. */
    @Test
    void aHashThatIsNotTheSignedOneIsNoProof() throws Exception {
        List<Der> message = Der.parse(pem().sign(uki("debug").hash()).orElseThrow(), "os.p7")
                .sequence(2);
        List<byte[]> signedData = new ArrayList<>(encoded(message.get(1).only()));
        Der signers = Der.parse(signedData.remove(signedData.size() - 1), "os.p7");
        List<byte[]> signer = new ArrayList<>(encoded(signers.only()));
        byte[] algorithm = DerWriter.sequence(DerWriter.oid("2.16.840.1.101.3.4.2.1"), DerWriter.nothing());
        byte[] digest = DerWriter.octets(HexFormat.of().parseHex(uki.hash().hex()));
        signer.add(DerWriter.context(
                1,
                DerWriter.sequence(
                        DerWriter.oid("1.2.3.4"), DerWriter.setOf(List.of(DerWriter.sequence(algorithm, digest))))));
        signedData.add(DerWriter.setOf(List.of(DerWriter.sequence(signer.toArray(byte[][]::new)))));
        byte[] forged = DerWriter.sequence(
                message.get(0).encoded(), DerWriter.context(0, DerWriter.sequence(signedData.toArray(byte[][]::new))));
        Path file = Files.write(folder.resolve("os.p7"), forged);
        assertThat(detached(file).sign(uki("debug").hash())).isPresent();
        assertThatThrownBy(() -> detached(file).sign(uki.hash()))
                .hasMessageContaining("os.p7: it signs another image than this one, whose hash is " + uki.hash());
    }

    private static List<byte[]> encoded(Der group) {
        return group.children().stream().map(Der::encoded).toList();
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(new String(part, StandardCharsets.ISO_8859_1));
    }

    private ImageSigning detached(Path file) {
        return new SigningSettings(null, null, null, file).read(folder, LOGINS);
    }

    @Test
    void whatDoesNotFitIsRefused() throws Exception {
        Path keyFile = Files.writeString(folder.resolve("key.pem"), key.keyPem());
        Path other = Files.writeString(
                folder.resolve("other.pem"), TestKey.rsa("somebody else").certificatePem());
        TestKey curve = TestKey.ec("curve");
        Path ec = Files.writeString(folder.resolve("ec.pem"), curve.keyPem() + curve.certificatePem());
        refused(new SigningSettings(keyFile.toString(), other, null, null))
                .hasMessageContaining("the key is not that of the certificate of CN=somebody else");
        refused(new SigningSettings(keyFile.toString(), null, null, null))
                .hasMessageContaining("there is no certificate in PEM for the key");
        refused(new SigningSettings(ec.toString(), null, null, null))
                .hasMessageContaining("it is a key of EC, and firmware knows RSA only");
        Path curveCertificate = Files.writeString(folder.resolve("curve.pem"), curve.certificatePem());
        refused(new SigningSettings("key.pem", curveCertificate, null, null))
                .hasMessageContaining("the key is not that of the certificate of CN=curve");
        refused(new SigningSettings(null, other, null, null)).hasMessageContaining("there is no key for it");
        refused(new SigningSettings("key.pem", null, null, other))
                .hasMessageContaining("it is set beside slipway.uki.key");
        refused(new SigningSettings("absent.pem", null, null, null)).hasMessageContaining("there is no such file");
        refused(new SigningSettings("key.pem", null, "nobody", null))
                .hasMessageContaining("there is no server 'nobody' with a password in settings.xml");
        refused(new SigningSettings(other.toString(), null, null, null))
                .hasMessageContaining("there is no private key of RSA in it");
    }

    /** A device has no end, and a wrong file may be an image of many gigabytes. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFileIsReadAsFarAsAKeyCanBe() throws IOException {
        Path endless = Path.of("/dev/zero");
        Path whole = Files.writeString(folder.resolve("whole.pem"), key.keyPem());
        refused(new SigningSettings(whole.toString(), endless, null, null))
                .hasMessageContaining("slipway.uki.certificate /dev/zero: it has more than 1048576 bytes");
        refused(new SigningSettings(endless.toString(), null, null, null))
                .hasMessageContaining("/dev/zero: it has more than 1048576 bytes");
        refused(new SigningSettings(null, null, null, endless))
                .hasMessageContaining("/dev/zero: this is not a signature: it is larger than 65536 bytes");
    }

    @Test
    void aWrongPasswordIsRefusedAndNeverPrinted() throws Exception {
        writePkcs12(folder.resolve("key.p12"));
        Logins wrong = id -> Optional.of(new Login("", "the wrong one"));
        assertThatThrownBy(() -> new SigningSettings("key.p12", null, "uki", null).read(folder, wrong))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("it cannot be opened as PKCS#12")
                .hasMessageNotContaining("the wrong one");
        assertThat(new Secret(PASSWORD)).asString().doesNotContain(PASSWORD);
    }

    @Test
    void aUriOfATokenHasToNameKeyAndLibrary() {
        for (String uri : List.of(
                "pkcs11:object=a",
                "pkcs11:module-path=/x",
                "pkcs11:object=a;slot-id=x?module-path=/x",
                "pkcs11:object=a?module-path=/x%0Aattributes=y",
                "pkcs11:object=a;pin-value=1234?module-path=/x")) {
            refused(new SigningSettings(uri, null, null, null))
                    .hasMessageContaining("this is no pkcs11: URI that names a key and a library")
                    .hasMessageNotContaining("1234");
        }
        refused(new SigningSettings("pkcs11:object=a%zz?module-path=/x", null, null, null))
                .hasMessageContaining("a % that is followed by no hex digits");
        refused(new SigningSettings("pkcs11:object=a?module-path=/no/library.so", null, null, null))
                .hasMessageContaining("the token cannot be opened");
        refused(new SigningSettings("pkcs11:object=a?module-path=opensc-pkcs11.so", null, null, null))
                .hasMessageContaining("the token cannot be opened: Absolute path required for library value")
                .hasMessageContaining("Look whether the library, with its whole path, and the slot are right");
        refused(new SigningSettings("pkcs11:object=a;slot-id=9999999999?module-path=/no/library.so", null, null, null))
                .hasMessageContaining("the token cannot be opened");
    }

    private org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> refused(SigningSettings settings) {
        return assertThatThrownBy(() -> settings.read(folder, LOGINS)).isInstanceOf(Problem.class);
    }

    private ImageSigning pem() throws Exception {
        Files.writeString(folder.resolve("key.pem"), key.keyPem());
        Path certificate = Files.writeString(folder.resolve("cert.pem"), key.certificatePem());
        return new SigningSettings("key.pem", certificate, null, null).read(folder, LOGINS);
    }

    private static void writePkcs12(Path file) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "uki", key.pair().getPrivate(), PASSWORD.toCharArray(), new Certificate[] {key.certificate()});
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
    }

    private Path write(String name, BlockImage image) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            image.writeTo(out);
        }
        return file;
    }

    @Test
    void aKeyThatNeverLeavesItsTokenSignsThere() throws Exception {
        TestToken.Handle handle = new TestToken.Handle(key.pair().getPrivate());
        JdkKey opened = JdkKey.of(handle, List.of(key.certificate()), new TestToken(), "token");
        assertThat(new KeySigning(opened).sign(uki.hash()))
                .contains(pem().sign(uki.hash()).orElseThrow());
    }

    @Test
    void aPkcs12WithoutACertificateIsRefused() throws Exception {
        Files.writeString(folder.resolve("key.pem"), key.keyPem());
        Tool.run(
                folder,
                "openssl",
                "pkcs12",
                "-export",
                "-nocerts",
                "-inkey",
                "key.pem",
                "-out",
                "key.p12",
                "-passout",
                "pass:" + PASSWORD);
        refused(new SigningSettings("key.p12", null, "uki", null))
                .hasMessageContaining("key.p12: it has 0 private keys with certificates, and one belongs there");
    }

    @Test
    void aCertificateOfALongerKeyIsOfAnotherKey() throws Exception {
        Files.writeString(folder.resolve("key.pem"), key.keyPem());
        Path longer = Files.writeString(
                folder.resolve("longer.pem"), TestKey.rsa("longer", 3072).certificatePem());
        refused(new SigningSettings("key.pem", longer, null, null))
                .hasMessageContaining("the key is not that of the certificate of CN=longer");
    }

    @Test
    void aKeyOfACurveIsCalledSo() throws Exception {
        TestKey curve = TestKey.ec("curve");
        Files.writeString(folder.resolve("ec.pem"), curve.keyPem() + curve.certificatePem());
        Tool.run(folder, "openssl", "ec", "-in", "ec.pem", "-out", "sec1.pem");
        for (String file : List.of("ec.pem", "sec1.pem")) {
            refused(new SigningSettings(file, null, null, null))
                    .hasMessageContaining("it is a key of EC, and firmware knows RSA only")
                    .hasMessageNotContaining("password");
        }
    }

    @Test
    void aSignatureThatIsCutOrHasMoreBehindItIsRefused() throws Exception {
        byte[] pkcs7 = pem().sign(uki.hash()).orElseThrow();
        Path file = folder.resolve("os.p7");
        for (int size : List.of(0, 1, 2, 3, pkcs7.length - 1, pkcs7.length + 1, pkcs7.length + 8)) {
            byte[] other = Arrays.copyOf(pkcs7, size);
            if (size == pkcs7.length + 1) {
                other[size - 1] = 1;
            }
            Files.write(file, other);
            assertThatThrownBy(() -> detached(file).sign(uki.hash()))
                    .as("%d bytes", size)
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("os.p7: ");
        }
        // osslsigncode takes out the padding of the certificate table with the message.
        Files.write(file, Arrays.copyOf(pkcs7, pkcs7.length + 7));
        assertThat(detached(file).sign(uki.hash())).contains(pkcs7);
    }
}
