assert new java.util.zip.ZipFile(new File(basedir, 'target/os.jar')).getEntry('Hello.class') != null
def installed = new File(localRepositoryPath, 'dev/slipway/it/projects/jar-project-adds-an-image/1')
['.jar': '.jar', '.iso': '.iso', '-initrd.img': '-initrd.img'].each { suffix, file ->
    assert new File(installed, "jar-project-adds-an-image-1$suffix").bytes == new File(basedir, "target/os$file").bytes
}
true
