import java.nio.file.Files

['one', 'other'].each { clone ->
    def folder = new File(basedir, clone)
    folder.mkdirs()
    ['linuxkit.yml', 'package.yml', 'pom.xml'].each { new File(folder, it).bytes = new File(basedir, it).bytes }
}

// A key to throw away. Its home has a short name, because sockets cannot have a long one.
def home = Files.createTempDirectory('gpg').toFile()
def gpg = { String... words -> ['gpg', '--homedir', home.path, '--batch', '--quiet', '--passphrase', ''] + words.toList() }
def run = { words ->
    def process = new ProcessBuilder(words).redirectErrorStream(true).start()
    def bytes = process.inputStream.bytes
    assert process.waitFor() == 0 : new String(bytes)
    bytes
}
try {
    run(gpg('--quick-generate-key', 'nobody@localhost', 'ed25519', 'sign'))
    new File(basedir, 'key.asc').bytes = run(gpg('--armor', '--export-secret-keys'))
    new File(basedir, 'key.gpg').bytes = run(gpg('--export'))
} finally {
    run(['gpgconf', '--homedir', home.path, '--kill', 'all'])
    home.deleteDir()
}
true
