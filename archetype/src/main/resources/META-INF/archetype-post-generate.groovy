def project = new File(request.outputDirectory, request.artifactId)
def os = new File(project, 'os')
def features = request.properties['features'].split(',')*.trim() as List
def linuxkit = request.properties['base'] == 'linuxkit'

// Maven does not look at validationRegex in batch mode.
def unknown = features - ['none', 'ssh', 'disk', 'getty', 'ntp', 'metadata']
def refused = unknown ? "there is no feature '${unknown[0]}'; there are ssh, disk, getty, ntp and metadata"
        : linuxkit && features != ['none'] ? 'features need the base debian: LinuxKit has images of its own for them' : null
if (refused) {
    // Not removed here: Maven generates into a folder that is there already, too, and what else is in it is not ours.
    throw new IllegalArgumentException("${refused}. Remove what was generated in the folder ${project}, and generate again")
}

// Not among the archetype's resources: Maven leaves such files out.
new File(project, '.gitignore').text = features.contains('disk') ? 'target/\n/os/data.img\n' : 'target/\n'

// What belongs to features that nobody asked for.
[ssh: 'authorized_keys', getty: 'getty.shadow', metadata: 'cidata'].each { feature, name ->
    def file = new File(os, name)
    if (!features.contains(feature)) {
        file.directory ? file.deleteDir() : file.delete()
    }
}

// The pins that came along are of our own packages; LinuxKit's images are pinned by the first build.
def lock = new File(os, 'linuxkit.lock')
if (linuxkit) {
    lock.delete()
} else {
    def yaml = new File(os, 'linuxkit.yml').readLines()*.trim()*.replaceFirst(/^(image:|-) /, '')
    def parts = lock.text.split(/(?m)^(?=  maven:)/) as List
    lock.text = parts.head() + parts.tail().findAll { yaml.contains(it.readLines().head().trim()[0..-2]) }.join('')
}
