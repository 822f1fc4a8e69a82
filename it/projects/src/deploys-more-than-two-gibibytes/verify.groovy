import java.security.MessageDigest

def open = { String file, String method ->
    def url = new URI("$server/large/dev/slipway/it/projects/deploys-more-than-two-gibibytes/1/$file").toURL()
    def connection = url.openConnection()
    connection.requestMethod = method
    connection.setRequestProperty('Authorization', 'Basic ' + 'deployer:secret word'.bytes.encodeBase64())
    connection
}
def initrd = 'deploys-more-than-two-gibibytes-1-initrd.img'
def built = new File(basedir, 'target/os-initrd.img')
assert built.length() > 2200000000L
assert new File(basedir, 'build.log').text.contains('os-initrd.img will be uploaded: 2.2 GB')

def hash = MessageDigest.getInstance('SHA-1')
built.eachByte(1 << 16) { bytes, count -> hash.update(bytes, 0, count) }
def stored = open(initrd, 'GET')
assert stored.contentLengthLong == built.length()
def same = MessageDigest.getInstance('SHA-1')
stored.inputStream.eachByte(1 << 16) { bytes, count -> same.update(bytes, 0, count) }
def sum = same.digest()
assert sum == hash.digest()
assert open("${initrd}.sha1", 'GET').inputStream.text == sum.encodeHex().toString()

// Nobody else needs so much of the disk.
assert open(initrd, 'DELETE').responseCode == 204
new File(basedir, 'target').deleteDir()
new File(basedir, 'large').delete()
