assert new File(basedir, 'one/target/os-initrd.img').bytes == new File(basedir, 'two/target/os-initrd.img').bytes
