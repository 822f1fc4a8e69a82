// Signs subject.json with sigstore-js against its own mock services; see README.md.
const crypto = require('crypto');
const fs = require('fs');
const nock = require('nock');
const mock = require('@sigstore/mock');
const { DSSEBundleBuilder, MessageSignatureBundleBuilder, FulcioSigner, RekorWitness, TSAWitness } = require('@sigstore/sign');
const { bundleToJSON } = require('@sigstore/bundle');

const [FULCIO, REKOR, TSA] = ['https://fulcio.mock.test', 'https://rekor.mock.test', 'https://tsa.mock.test'];
const IDENTITY = 'https://github.com/linuxkit/linuxkit/.github/workflows/release.yml@refs/heads/main';
const folder = process.argv[2];
const subject = fs.readFileSync(`${folder}/subject.json`);
const sha256 = (bytes) => crypto.createHash('sha256').update(bytes).digest('hex');
const spki = (key) => crypto.createPublicKey(key).export({ format: 'der', type: 'spki' });

function serve(base, handler) {
  nock(base).persist().post(handler.path).reply(async function (uri, body) {
    const answer = await handler.fn(typeof body === 'string' ? body : JSON.stringify(body));
    return [answer.statusCode, answer.response, { 'Content-Type': answer.contentType || 'text/plain' }];
  });
}

// The mock logs a dsse entry as it was proposed; Rekor stores another form of it.
function stored(entry) {
  if (entry.kind !== 'dsse') return entry;
  const proposed = entry.spec.proposedContent;
  const envelope = JSON.parse(proposed.envelope);
  return { apiVersion: '0.0.1', kind: 'dsse', spec: {
    envelopeHash: { algorithm: 'sha256', value: sha256(proposed.envelope) },
    payloadHash: { algorithm: 'sha256', value: sha256(Buffer.from(envelope.payload, 'base64')) },
    signatures: [{ signature: envelope.signatures[0].sig, verifier: proposed.verifiers[0] }] } };
}

function statement(predicateType, predicate) {
  return Buffer.from(JSON.stringify({ _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'docker.io/linuxkit/hello', digest: { sha256: sha256(subject) } }], predicateType, predicate }));
}

(async () => {
  const pair = () => crypto.generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const keys = { fulcio: pair(), rekor: pair(), tsa: pair(), ct: pair(), plain: pair() };
  const start = new Date(Date.now() - 3600e3).toISOString();
  const ct = await mock.initializeCTLog(keys.ct);
  const ca = await mock.initializeCA(keys.fulcio, ct);
  const log = await mock.initializeTLog(REKOR, keys.rekor);
  const tsa = await mock.initializeTSA(keys.tsa);
  serve(FULCIO, mock.fulcioHandler(ca, { strict: true }));
  serve(TSA, mock.tsaHandler(tsa, { strict: true }));
  serve(REKOR, { path: '/api/v1/log/entries', fn: async (body) => ({ statusCode: 201, contentType: 'application/json',
    response: JSON.stringify(await log.log(stored(JSON.parse(body)))) }) });

  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const token = `${part({ alg: 'none' })}.${part({ iss: 'https://token.actions.githubusercontent.com', sub: IDENTITY, aud: 'sigstore' })}.x`;
  const keyless = new FulcioSigner({ fulcioBaseURL: FULCIO, identityProvider: { getToken: async () => token } });
  const pem = keys.plain.publicKey.export({ format: 'pem', type: 'spki' });
  const keyed = { sign: async (data) => ({ signature: crypto.sign('sha256', data, keys.plain.privateKey),
    key: { $case: 'publicKey', publicKey: pem, hint: 'plain' } }) };
  const witnesses = (entryType) => [new RekorWitness({ rekorBaseURL: REKOR, entryType }), new TSAWitness({ tsaBaseURL: TSA })];
  const write = (name, bundle) => fs.writeFileSync(`${folder}/${name}.sigstore.json`, JSON.stringify(bundleToJSON(bundle)));

  const sign = ['https://sigstore.dev/cosign/sign/v1', {}];
  const slsa = ['https://slsa.dev/provenance/v1', {
    buildDefinition: { buildType: 'https://actions.github.io/buildtypes/workflow/v1',
      externalParameters: { workflow: { repository: 'https://github.com/linuxkit/linuxkit', ref: 'refs/heads/main', path: '.github/workflows/release.yml' } } },
    runDetails: { builder: { id: 'https://github.com/actions/runner/github-hosted' } } }];
  for (const [name, signer, [type, predicate]] of [['keyless-sign', keyless, sign], ['keyless-slsa', keyless, slsa], ['key-sign', keyed, sign]]) {
    const builder = new DSSEBundleBuilder({ signer, witnesses: witnesses('dsse') });
    write(name, await builder.create({ data: statement(type, predicate), type: 'application/vnd.in-toto+json' }));
  }
  for (const [name, signer] of [['keyless-message', keyless], ['key-message', keyed]]) {
    write(name, await new MessageSignatureBundleBuilder({ signer, witnesses: witnesses() }).create({ data: subject }));
  }

  const instance = (key, baseUrl) => ({ baseUrl, hashAlgorithm: 'SHA2_256', logId: { keyId: crypto.createHash('sha256').update(spki(key.privateKey)).digest('base64') },
    publicKey: { rawBytes: spki(key.privateKey).toString('base64'), keyDetails: 'PKIX_ECDSA_P256_SHA_256', validFor: { start } } });
  const authority = (uri, ...chain) => ({ uri, validFor: { start }, certChain: { certificates: chain.map((c) => ({ rawBytes: c.toString('base64') })) } });
  fs.writeFileSync(`${folder}/trusted_root.json`, JSON.stringify({
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: [instance(keys.rekor, REKOR)], ctlogs: [instance(keys.ct, 'https://ct.mock.test')],
    certificateAuthorities: [authority(FULCIO, ca.rootCertificate)],
    timestampAuthorities: [authority(TSA, tsa.intCertificate, tsa.rootCertificate)] }, null, 1));
  fs.writeFileSync(`${folder}/key.pub`, pem);
})().catch((error) => { console.error(error, error.cause); process.exit(1); });
