// Runs the application as it was compiled against the installed artifacts: on the class path, then as a module.
def java = new File(System.getProperty('java.home'), 'bin/java').path
def classes = new File(basedir, 'target/classes').path
def dependencies = new File(basedir, 'target/dependencies.txt').text.trim()
def path = classes + File.pathSeparator + dependencies

def run(String name, List<String> command) {
    def log = new File(basedir, "target/${name}.log")
    def process = new ProcessBuilder(command + new File(basedir, "target/${name}").path)
            .redirectErrorStream(true).redirectOutput(log).start()
    assert process.waitFor(120, java.util.concurrent.TimeUnit.SECONDS) : "${name}: still runs, see ${log}"
    assert process.exitValue() == 0 : "${name}: failed, see ${log}:\n${log.text}"
    return log.text
}

def learned = ': 30 steps, "A red cat.", ROUGE-1 1.00'
assert run('class-path', [java, '-cp', path, 'consumer.App']).contains('unnamed module')
assert run('module-path', [java, '-p', path, '-m', 'consumer/consumer.App']).contains('module consumer' + learned)
assert new File(basedir, 'target/class-path.log').text.contains(learned)
