import java.security.MessageDigest

def name = 'deploys-to-a-repository-with-a-password'
def download = { String clone, String file, String login ->
    def url = new URI("$server/$clone/dev/slipway/it/projects/$name/1/$file").toURL()
    def connection = url.openConnection()
    if (login) {
        connection.setRequestProperty('Authorization', 'Basic ' + login.bytes.encodeBase64())
    }
    connection.inputStream.bytes
}
def hex = { byte[] bytes, String algorithm -> MessageDigest.getInstance(algorithm).digest(bytes).encodeHex().toString() }

def built = ['.iso': 'os.iso', '-initrd.img': 'os-initrd.img', '-kernel.bin': 'os-kernel', '-cmdline.txt': 'os-cmdline', '.oci.tar': 'os.oci.tar']
def files = built.collectEntries { suffix, file -> [suffix, new File(basedir, "one/target/$file")] }
files['-lock.lock'] = new File(basedir, 'one/linuxkit.lock')
// Maven 4 deploys a POM for consumers, which is not the one that lies there.
// In it stands where this clone deployed to.
def pom = ['one', 'other'].collect { clone ->
    new String(download(clone, "${name}-1.pom", 'deployer:secret word')).replace("/$clone<", '/clone<')
}
assert pom[0] == pom[1]
def signed = new File(basedir, 'signed')
signed.mkdirs()
def sums = files.collectEntries { suffix, file ->
    def bytes = download('one', "$name-1$suffix", 'deployer:secret word')
    // Byte for byte what was built, and what another clone deployed.
    assert bytes == file.bytes
    assert bytes == download('other', "$name-1$suffix", 'deployer:secret word')
    assert hex(bytes, 'SHA-1') == new String(download('one', "$name-1${suffix}.sha1", 'deployer:secret word'))
    new File(signed, "$name-1$suffix").bytes = bytes
    new File(signed, "$name-1${suffix}.asc").bytes = download('one', "$name-1${suffix}.asc", 'deployer:secret word')
    [suffix, hex(bytes, 'SHA-256')]
}
// The signatures are good by GnuPG, of what lies on the server.
sums.keySet().each { suffix ->
    def file = new File(signed, "$name-1$suffix").path
    def gpgv = new ProcessBuilder('gpgv', '--keyring', new File(basedir, 'key.gpg').path, "${file}.asc".toString(), file)
    def process = gpgv.redirectErrorStream(true).start()
    assert process.inputStream.text.contains('Good signature from "nobody@localhost"')
    assert process.waitFor() == 0
}

// Every Maven and every JDK deploys the same.
def known = new File(basedir, '../../deployed.sha256')
def text = sums.collect { suffix, sum -> "$sum  $name-1$suffix\n" }.join()
if (!known.exists()) {
    known.text = text
}
assert known.text == text

['', 'deployer:wrong'].each { login ->
    try {
        download('one', "${name}-1.iso", login)
        assert false : "open to '$login'"
    } catch (IOException refused) {
        assert refused.message.contains('401')
    }
}
assert new File(basedir, 'build.log').text =~ /status code: 401|401 Unauthorized|HTTP Status: 401/
