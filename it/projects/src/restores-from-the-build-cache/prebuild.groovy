// A project, and the same after a change of its YAML.
['first': 'console=ttyS0', 'changed': 'console=ttyS1'].each { name, cmdline ->
    def project = new File(basedir, name)
    new File(project, '.mvn').mkdirs()
    ['pom.xml', 'package.yml', 'linuxkit.yml'].each {
        new File(project, it).text = new File(basedir, it).text.replace('console=ttyS0', cmdline)
    }
    new File(project, '.mvn/extensions.xml').text = new File(basedir, 'extensions.xml').text
}
true
