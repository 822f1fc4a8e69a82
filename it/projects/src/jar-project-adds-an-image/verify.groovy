assert new java.util.zip.ZipFile(new File(basedir, 'target/os.jar')).getEntry('Hello.class') != null
assert new File(basedir, 'target/os-initrd.img').length() > 0
