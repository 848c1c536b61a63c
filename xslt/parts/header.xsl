<?xml version="1.0" encoding="UTF-8"?>
<!-- The TEI header: head, summary, card, citation, files, how this text was made. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:str="http://exslt.org/strings"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei str">

  <xsl:variable name="profileDesc" select="$teiHeader/tei:profileDesc"/>
  <xsl:variable name="sourceDesc" select="$teiHeader/tei:fileDesc/tei:sourceDesc"/>
  <xsl:variable name="capture" select="$sourceDesc/tei:bibl[@type = 'digital']"/>
  <xsl:variable name="ms" select="($sourceDesc//tei:msDesc/tei:msIdentifier)[1]"/>
  <xsl:variable name="translator" select="$titleStmt/tei:respStmt[tei:resp/@key = 'trl']"/>

  <xsl:variable name="date" select="($profileDesc/tei:creation/tei:date
    | $profileDesc[not(tei:creation/tei:date)]/tei:correspDesc/tei:correspAction[@type = 'sent']/tei:date
    | $profileDesc[not(tei:creation/tei:date)][not(tei:correspDesc/tei:correspAction/tei:date)]/../tei:fileDesc/tei:sourceDesc/tei:bibl[@type = 'digital']/tei:date[@type = 'document'])[1]"/>
  <xsl:variable name="place" select="($profileDesc/tei:creation/tei:placeName
    | $profileDesc/tei:correspDesc/tei:correspAction[@type = 'sent']/tei:placeName)[1]"/>
  <xsl:variable name="date-words"><xsl:apply-templates select="$date" mode="words"/></xsl:variable>
  <xsl:variable name="genre" select="substring-after($profileDesc/tei:textClass/tei:catRef/@target, 'genre-')"/>
  <xsl:variable name="genre-word" select="$t/genre[@n = $genre]"/>
  <xsl:variable name="sent" select="$profileDesc/tei:correspDesc/tei:correspAction[@type = 'sent']"/>
  <xsl:variable name="received" select="$profileDesc/tei:correspDesc/tei:correspAction[@type = 'received']"/>

  <!-- the header may say only "August 1973" where the dateline has a gap for the day -->
  <xsl:template match="tei:teiHeader//tei:date[string-length(@when) = 7][not(contains(., '[illegible'))]" mode="words">
    <xsl:call-template name="date-in-words"><xsl:with-param name="iso" select="@when"/></xsl:call-template>
    <xsl:if test="$text//tei:dateline/tei:date[@when = current()/@when]/tei:gap"><xsl:value-of select="concat(', ', $t/day-illegible)"/></xsl:if>
  </xsl:template>

  <!-- A page of an edition is told more by site/metadata.py; this is for a page that stands alone. -->
  <xsl:template match="tei:teiHeader" mode="meta">
    <xsl:variable name="abstract" select="normalize-space($profileDesc/tei:abstract)"/>
    <xsl:if test="$abstract != ''">
      <meta name="description">
        <xsl:attribute name="content">
          <xsl:value-of select="substring($abstract, 1, 199)"/>
          <xsl:if test="string-length($abstract) &gt; 199">…</xsl:if>
        </xsl:attribute>
      </meta>
    </xsl:if>
    <xsl:apply-templates select="$titleStmt/tei:author" mode="meta"/>
  </xsl:template>

  <xsl:template match="tei:author" mode="meta">
    <meta name="author" content="{normalize-space(.)}"/>
  </xsl:template>

  <!-- a. Head ====================================================================================== -->

  <xsl:template name="breadcrumb">
    <nav class="crumbs" aria-label="{$t/breadcrumb}">
      <ol>
        <xsl:if test="$home != ''">
          <li><a href="{$home}"><xsl:value-of select="$t/documents"/></a></li>
          <xsl:variable name="stated" select="substring(($date/@when | $date/@from | $date/@notBefore)[1], 1, 4)"/>
          <xsl:variable name="year" select="substring($stated, 1, 4 * (translate($stated, '012345678', '999999999') = '9999'))"/>
          <li>
            <xsl:choose>
              <xsl:when test="$year != ''"><a href="{$root}years/{$year}.html"><xsl:value-of select="$year"/></a></xsl:when>
              <xsl:otherwise><a href="{$home}#undated"><xsl:value-of select="$t/undated"/></a></xsl:otherwise>
            </xsl:choose>
          </li>
        </xsl:if>
        <li aria-current="page">
          <xsl:choose>
            <xsl:when test="$genre-word"><xsl:value-of select="$genre-word"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="$t/this-document"/></xsl:otherwise>
          </xsl:choose>
        </li>
      </ol>
    </nav>
  </xsl:template>

  <xsl:template name="head">
    <header class="head">
      <xsl:if test="$genre-word"><p class="genre"><xsl:value-of select="$genre-word"/></p></xsl:if>
      <h1><xsl:call-template name="title"/></h1>
      <xsl:apply-templates select="$titleStmt/tei:title[@type = 'sub']" mode="head"/>
      <p class="line">
        <span><xsl:choose>
          <xsl:when test="$date"><xsl:apply-templates select="$date" mode="time"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="$t/undated"/></xsl:otherwise>
        </xsl:choose></span>
        <xsl:if test="$place"><xsl:text> </xsl:text><span><xsl:value-of select="normalize-space($place)"/></span></xsl:if>
        <xsl:if test="$speaker-count &gt; 0">
          <xsl:text> </xsl:text><span><xsl:call-template name="count"><xsl:with-param name="n" select="$speaker-count"/><xsl:with-param name="word" select="'speaker'"/></xsl:call-template></span>
        </xsl:if>
        <xsl:if test="$turns">
          <xsl:text> </xsl:text><span><xsl:call-template name="count"><xsl:with-param name="n" select="count($turns)"/><xsl:with-param name="word" select="'turn'"/></xsl:call-template></span>
        </xsl:if>
        <!-- about 220 words a minute, six characters a word -->
        <xsl:variable name="minutes" select="ceiling(string-length(normalize-space($text)) div 1320)"/>
        <xsl:if test="$minutes &gt; 0"><xsl:text> </xsl:text><span><xsl:value-of select="str:replace($t/reading-time, '%', string($minutes))"/></span></xsl:if>
      </p>
    </header>
  </xsl:template>

  <xsl:template match="tei:title" mode="head"><p class="subtitle"><xsl:value-of select="normalize-space(.)"/></p></xsl:template>

  <!-- b. Summary =================================================================================== -->

  <xsl:template match="tei:abstract" mode="summary">
    <section class="summary" id="summary" aria-label="{$t/summary}">
      <xsl:apply-templates select="node()"/>
      <xsl:if test="@resp = '#resp-archive'">
        <p class="by">
          <xsl:value-of select="$t/summary-from"/>
          <xsl:if test="$capture/tei:publisher"><xsl:value-of select="concat(': ', normalize-space($capture/tei:publisher))"/></xsl:if>
          <xsl:if test="@cert"><xsl:value-of select="concat(' (', $t/found-by-position, ')')"/></xsl:if>
        </p>
      </xsl:if>
    </section>
  </xsl:template>

  <!-- c. Card ====================================================================================== -->

  <xsl:template name="card">
    <details id="card">
      <summary><h2><xsl:value-of select="$t/card"/></h2><span class="hint"><xsl:choose><xsl:when test="normalize-space($ms/tei:repository) != ''"><xsl:value-of select="normalize-space($ms/tei:repository)"/></xsl:when><xsl:otherwise><xsl:value-of select="$date-words"/></xsl:otherwise></xsl:choose></span></summary>
      <dl>
        <xsl:call-template name="row"><xsl:with-param name="label" select="$t/from"/><xsl:with-param name="nodes" select="$sent/tei:persName | $sent/tei:orgName | $sent/tei:name"/></xsl:call-template>
        <xsl:call-template name="row"><xsl:with-param name="label" select="$t/to"/><xsl:with-param name="nodes" select="$received/tei:persName | $received/tei:orgName | $received/tei:name"/></xsl:call-template>
        <xsl:if test="not($sent)">
          <xsl:call-template name="row"><xsl:with-param name="label" select="$t/author"/><xsl:with-param name="nodes" select="$titleStmt/tei:author"/></xsl:call-template>
        </xsl:if>
        <dt><xsl:value-of select="$t/date"/></dt><dd>
          <xsl:choose>
            <xsl:when test="$date">
              <xsl:value-of select="$date-words"/>
              <xsl:variable name="sorted"><xsl:apply-templates select="$date" mode="sorted"/></xsl:variable>
              <xsl:if test="$date/@cert"><xsl:value-of select="concat(' (', $t/inferred, ')')"/></xsl:if>
              <xsl:if test="$sorted != ''"><xsl:text> </xsl:text><small>(<xsl:value-of select="$sorted"/>)</small></xsl:if>
            </xsl:when>
            <xsl:otherwise><xsl:value-of select="$t/undated"/></xsl:otherwise>
          </xsl:choose>
        </dd>
        <xsl:call-template name="row"><xsl:with-param name="label" select="$t/place"/><xsl:with-param name="nodes" select="$place"/></xsl:call-template>
        <!-- the second language is that of the original; of a translation the first one is not -->
        <xsl:variable name="languages" select="$profileDesc/tei:langUsage/tei:language"/>
        <xsl:variable name="translated" select="$translator or $languages[2]"/>
        <xsl:call-template name="row"><xsl:with-param name="label" select="$t/written-in"/><xsl:with-param name="nodes" select="$languages[2] | $languages[1][not($translated)]"/></xsl:call-template>
        <xsl:call-template name="row"><xsl:with-param name="label" select="$t/language"/><xsl:with-param name="nodes" select="$languages[1][$translated]"/></xsl:call-template>
        <xsl:call-template name="row"><xsl:with-param name="label" select="$t/translated-by"/><xsl:with-param name="nodes" select="$translator/tei:persName | $translator/tei:name | $translator/tei:orgName"/></xsl:call-template>
        <xsl:apply-templates select="$profileDesc/tei:correspDesc/tei:correspContext/tei:ref[@type = 'prev']" mode="card"/>
        <xsl:if test="$context/answered-by">
          <dt><xsl:value-of select="$t/answered-by"/></dt><xsl:for-each select="$context/answered-by"><dd><xsl:apply-templates select="." mode="document"/></dd></xsl:for-each>
        </xsl:if>
        <xsl:if test="$ms">
          <dt><xsl:value-of select="$t/held-at"/></dt><dd><xsl:call-template name="archival-reference"/></dd>
        </xsl:if>
        <xsl:call-template name="row"><xsl:with-param name="label" select="$t/published-by"/><xsl:with-param name="nodes" select="$capture/tei:publisher"/></xsl:call-template>
        <xsl:call-template name="row"><xsl:with-param name="label" select="$t/document-number"/><xsl:with-param name="nodes" select="$capture/tei:idno[@type = 'documentNumber']"/></xsl:call-template>
        <xsl:call-template name="row"><xsl:with-param name="label" select="$t/record-id"/><xsl:with-param name="nodes" select="$capture/tei:idno[@type = 'recordId']"/></xsl:call-template>
        <xsl:call-template name="row"><xsl:with-param name="label" select="$t/archive-terms"/><xsl:with-param name="nodes" select="$profileDesc/tei:textClass/tei:keywords/tei:term"/></xsl:call-template>
        <!-- whom the source thanks in its own words is named there -->
        <xsl:call-template name="row"><xsl:with-param name="label" select="$t/funded-by"/><xsl:with-param name="nodes" select="$titleStmt/tei:funder[not(contains($capture/tei:note[@type = 'acknowledgement'], normalize-space(.)))]"/></xsl:call-template>
        <xsl:if test="$teiHeader/tei:fileDesc/tei:publicationStmt/tei:availability">
          <xsl:variable name="status" select="$teiHeader/tei:fileDesc/tei:publicationStmt/tei:availability/@status"/>
          <dt><xsl:value-of select="$t/rights"/></dt><dd><a href="#rights"><xsl:value-of select="$t/rights-status[@n = $status] | $t/rights-status[@n = 'stated'][not($t/rights-status[@n = $status])]"/></a></dd>
        </xsl:if>
        <xsl:call-template name="not-recorded"/>
      </dl>
    </details>
  </xsl:template>

  <!-- A row of the card, only if it has content -->
  <xsl:template name="row">
    <xsl:param name="label"/>
    <xsl:param name="nodes"/>
    <xsl:if test="$nodes">
      <dt><xsl:value-of select="$label"/></dt><xsl:for-each select="$nodes"><dd><xsl:apply-templates select="." mode="plain"/></dd></xsl:for-each>
    </xsl:if>
  </xsl:template>

  <!-- A name of the header: links to its own page, else to its place among the names of this page, if it has one -->
  <xsl:template match="*" mode="plain">
    <xsl:variable name="of" select="descendant-or-self::*[@ref][1]/@ref"/>
    <xsl:variable name="page"><xsl:call-template name="page-of"><xsl:with-param name="ref" select="$of"/></xsl:call-template></xsl:variable>
    <xsl:choose>
      <xsl:when test="$page != ''"><a class="quiet" href="{$page}"><xsl:value-of select="normalize-space(.)"/></a></xsl:when>
      <xsl:when test="$of and key('naming', $of)"><a class="quiet" href="{$of}"><xsl:value-of select="normalize-space(.)"/></a></xsl:when>
      <xsl:otherwise><xsl:value-of select="normalize-space(.)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="archival-reference">
    <xsl:for-each select="$ms/*[not(self::tei:altIdentifier)]">
      <xsl:if test="position() &gt; 1">, </xsl:if>
      <xsl:value-of select="normalize-space(.)"/>
    </xsl:for-each>
    <xsl:apply-templates select="$ms/../tei:msContents/tei:msItem/tei:locus" mode="plain"/>
  </xsl:template>

  <xsl:template match="tei:locus" mode="plain">
    <xsl:text>, </xsl:text>
    <xsl:choose>
      <xsl:when test="normalize-space(.) != ''"><xsl:value-of select="normalize-space(.)"/></xsl:when>
      <xsl:when test="@to"><xsl:value-of select="concat($t/pages, '&#xa0;', @from, '–', @to)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat($t/page, '&#xa0;', @from)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What a reader would look for and the captured page does not tell -->
  <xsl:template name="not-recorded">
    <xsl:if test="$capture">
      <xsl:variable name="missing">
        <xsl:if test="not($place)"><xsl:value-of select="concat(', ', $t/nr-place)"/></xsl:if>
        <xsl:if test="$translator and not($profileDesc/tei:langUsage/tei:language[2])"><xsl:value-of select="concat(', ', $t/nr-original)"/></xsl:if>
        <xsl:if test="not($ms)"><xsl:value-of select="concat(', ', $t/nr-archive)"/></xsl:if>
        <xsl:if test="not($capture/tei:idno[@type = 'recordId'])"><xsl:value-of select="concat(', ', $t/nr-record-id)"/></xsl:if>
        <xsl:if test="not($capture/tei:date[@type = 'uploaded'])"><xsl:value-of select="concat(', ', $t/nr-uploaded)"/></xsl:if>
      </xsl:variable>
      <xsl:if test="$missing != ''">
        <dt><xsl:value-of select="$t/not-recorded"/></dt><dd class="missing"><xsl:value-of select="substring($missing, 3)"/></dd>
      </xsl:if>
    </xsl:if>
  </xsl:template>

  <!-- j. Cite this document ======================================================================== -->

  <xsl:template name="cite">
    <section id="cite" aria-labelledby="h-cite">
      <h2 id="h-cite"><xsl:value-of select="$t/cite"/></h2>
      <dl>
        <xsl:call-template name="citations"/>
        <xsl:call-template name="version"/>
      </dl>
      <p class="hint"><xsl:value-of select="$t/cite-paragraph"/></p>
    </section>
  </xsl:template>

  <!-- the citations themselves, for this page and for site/citing.xsl -->
  <xsl:template name="citations">
    <dt><xsl:value-of select="$t/cite-archival"/></dt><dd class="copy"><xsl:call-template name="archival-note"/></dd>
    <dt><xsl:value-of select="$t/cite-chicago"/></dt><dd class="copy"><xsl:call-template name="chicago"/></dd>
    <xsl:if test="$address != ''">
      <dt><xsl:value-of select="$t/cite-link"/></dt><dd class="copy"><xsl:value-of select="$address"/></dd>
    </xsl:if>
  </xsl:template>

  <!-- what exactly is cited: the day of the edition, the program, the checksum of the TEI file -->
  <xsl:template name="version">
    <xsl:if test="$context/version">
      <dt><xsl:value-of select="$t/version"/></dt><dd>
        <xsl:if test="$published != ''">
          <xsl:value-of select="concat($t/version-of, ' ')"/>
          <xsl:call-template name="date-in-words"><xsl:with-param name="iso" select="$published"/></xsl:call-template>
          <xsl:text>, </xsl:text>
        </xsl:if>
        <xsl:if test="$generator != ''"><xsl:value-of select="concat($generator, '; ')"/></xsl:if>
        <xsl:value-of select="concat($t/version-checksum, ' ')"/>
        <code><xsl:value-of select="$context/version/@sha256"/></code>
      </dd>
    </xsl:if>
  </xsl:template>

  <!-- without the address of the edition a path leads nobody anywhere -->
  <xsl:variable name="address"><xsl:if test="$base-url != '' and $self != ''"><xsl:value-of select="concat($base-url, $self)"/></xsl:if></xsl:variable>

  <!-- a citation gives the date and leaves out the remark that its day is illegible -->
  <xsl:variable name="cited-date">
    <xsl:choose>
      <xsl:when test="$date/@when"><xsl:call-template name="date-in-words"><xsl:with-param name="iso" select="$date/@when"/></xsl:call-template></xsl:when>
      <xsl:otherwise><xsl:value-of select="$date-words"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <xsl:template name="archival-note">
    <xsl:call-template name="title"/>
    <xsl:if test="$date">, <xsl:value-of select="$cited-date"/></xsl:if>
    <xsl:if test="$ms">, <xsl:call-template name="archival-reference"/></xsl:if>
    <xsl:if test="not($ms) and $capture/tei:publisher">, <xsl:value-of select="normalize-space($capture/tei:publisher)"/></xsl:if>
    <xsl:if test="$translator"><xsl:value-of select="concat('; ', $t/translated-by-inline, ' ')"/><xsl:apply-templates select="$translator" mode="joined"/></xsl:if>
    <xsl:text>.</xsl:text>
  </xsl:template>

  <xsl:template name="chicago">
    <!-- "n.d." brings its own full stop -->
    <xsl:value-of select="$t/quote-open"/><xsl:call-template name="title"/><xsl:value-of select="$t/title-close"/>
    <xsl:text> </xsl:text>
    <xsl:choose>
      <xsl:when test="$date"><xsl:value-of select="$cited-date"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$t/no-date"/></xsl:otherwise>
    </xsl:choose>
    <xsl:if test="$ms">, <xsl:call-template name="archival-reference"/></xsl:if>
    <xsl:if test="$translator"><xsl:value-of select="concat(', ', $t/trans, ' ')"/><xsl:apply-templates select="$translator" mode="joined"/></xsl:if>
    <xsl:if test="$edition-title != ''">, <xsl:value-of select="$t/in"/><xsl:text> </xsl:text><i><xsl:value-of select="$edition-title"/></i></xsl:if>
    <xsl:variable name="published" select="$teiHeader/tei:fileDesc/tei:publicationStmt/tei:date"/>
    <xsl:if test="$published/@when"><xsl:value-of select="concat(' (', substring($published/@when, 1, 4), ')')"/></xsl:if>
    <xsl:if test="$address != ''">, <xsl:value-of select="$address"/></xsl:if>
    <xsl:if test="$date or $ms or $translator or $edition-title != '' or $address != ''">.</xsl:if>
  </xsl:template>

  <xsl:template match="tei:respStmt" mode="joined">
    <xsl:if test="position() &gt; 1"><xsl:value-of select="concat(' ', $t/and, ' ')"/></xsl:if>
    <xsl:for-each select="tei:persName | tei:orgName | tei:name">
      <xsl:if test="position() &gt; 1"><xsl:value-of select="concat(' ', $t/and, ' ')"/></xsl:if>
      <xsl:value-of select="normalize-space(.)"/>
    </xsl:for-each>
  </xsl:template>

  <!-- k. Take it with you ========================================================================== -->

  <xsl:template name="files">
    <xsl:if test="$context/download">
      <section id="files" aria-labelledby="h-files">
        <h2 id="h-files"><xsl:value-of select="$t/files"/></h2>
        <xsl:apply-templates select="$t/files-group" mode="files"/>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="files-group" mode="files">
    <xsl:variable name="downloads" select="$context/download[@group = current()/@n]"/>
    <xsl:if test="$downloads">
      <h3><xsl:value-of select="."/></h3>
      <ul><xsl:apply-templates select="$downloads"/></ul>
    </xsl:if>
  </xsl:template>

  <xsl:template match="download">
    <li>
      <a href="{@href}" download="">
        <b><xsl:value-of select="$t/format[@n = current()/@format]"/></b><xsl:text> </xsl:text>
        <xsl:value-of select="concat($t/format-about[@n = current()/@format], ' ')"/>
        <small><xsl:call-template name="size"><xsl:with-param name="bytes" select="@size"/></xsl:call-template></small>
      </a>
    </li>
  </xsl:template>

  <!-- l. How this text was made ==================================================================== -->

  <xsl:template name="made">
    <section id="made" class="made" aria-labelledby="h-made">
      <h2 id="h-made"><xsl:value-of select="$t/made"/></h2>
      <xsl:choose>
        <xsl:when test="$teiHeader">
          <dl>
            <xsl:apply-templates select="$teiHeader/tei:revisionDesc" mode="made"/>
            <xsl:apply-templates select="$sourceDesc/*" mode="made"/>
            <xsl:apply-templates select="$context/ledger" mode="made"/>
            <xsl:if test="$teiHeader/tei:encodingDesc/tei:editorialDecl"><xsl:call-template name="corrections"/></xsl:if>
            <xsl:apply-templates select="$capture/tei:note" mode="made"/>
            <xsl:apply-templates select="$titleStmt/tei:respStmt" mode="made"/>
            <xsl:apply-templates select="$teiHeader/tei:encodingDesc/tei:appInfo" mode="made"/>
            <xsl:apply-templates select="$teiHeader/tei:fileDesc/tei:publicationStmt" mode="made"/>
          </dl>
          <xsl:call-template name="evidence"/>
          <!-- the pages of an edition say its rules once, with its encoding -->
          <xsl:if test="$home = '' and $teiHeader/tei:encodingDesc/*[not(self::tei:appInfo or self::tei:classDecl)]">
            <details class="rules">
              <summary><xsl:value-of select="$t/editorial-rules"/></summary>
              <dl><xsl:apply-templates select="$teiHeader/tei:encodingDesc/*" mode="rules"/></dl>
            </details>
          </xsl:if>
          <xsl:apply-templates select="$teiHeader/tei:fileDesc/tei:publicationStmt/tei:availability" mode="made"/>
        </xsl:when>
        <xsl:otherwise><p><xsl:value-of select="$t/no-header"/></p></xsl:otherwise>
      </xsl:choose>
    </section>
  </xsl:template>

  <!-- what became of the capture, as the page of the capture counts it: "171 in all: 57 text, 12 header data, …" -->
  <xsl:template match="ledger" mode="made">
    <dt><xsl:value-of select="$t/capture-lines"/></dt><dd>
      <xsl:call-template name="digits"><xsl:with-param name="n" select="@lines"/></xsl:call-template>
      <xsl:value-of select="concat(' ', $t/in-all, ': ')"/>
      <xsl:for-each select="state[@count &gt; 0 or @n = 'undecided']">
        <xsl:if test="position() &gt; 1">, </xsl:if>
        <xsl:call-template name="digits"><xsl:with-param name="n" select="@count"/></xsl:call-template>
        <xsl:value-of select="concat(' ', $t/line-state[@n = current()/@n])"/>
      </xsl:for-each>
    </dd>
  </xsl:template>

  <xsl:template name="corrections">
    <xsl:variable name="n" select="count($text//tei:corr)"/>
    <dt><xsl:value-of select="$t/corrections"/></dt><dd>
      <xsl:choose>
        <xsl:when test="$n = 0"><xsl:value-of select="$t/none"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$n"/></xsl:otherwise>
      </xsl:choose>
    </dd>
  </xsl:template>

  <!-- to the capture, and to whoever answers for the edition; only ids of our own stand in the address -->
  <xsl:template name="evidence">
    <xsl:if test="$context/capture or $email != '' or $home != ''">
      <p class="evidence">
        <xsl:if test="$context/capture"><a href="{$context/capture/@href}"><xsl:value-of select="$t/see-capture"/></a> · </xsl:if>
        <xsl:if test="$home != ''"><a href="{$root}about/encoding.html"><xsl:value-of select="$t/editorial-rules"/></a></xsl:if>
        <xsl:if test="$email != ''">
          <xsl:if test="$home != ''"> · </xsl:if>
          <xsl:variable name="of" select="substring-before(concat(substring-after($self, 'doc/'), $tei/@xml:id, '.html'), '.html')"/>
          <a href="mailto:{str:encode-uri($email, false())}?subject={str:encode-uri(concat($t/error-in, ' ', $of), true())}"><xsl:value-of select="$t/report-error"/></a>
        </xsl:if>
      </p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="made">
    <dt><xsl:call-template name="element-label"/></dt><dd><xsl:apply-templates select="." mode="words"/></dd>
  </xsl:template>

  <!-- anything of a header as plain words, the parts kept apart -->
  <xsl:template match="*" mode="words">
    <xsl:choose>
      <xsl:when test="*"><xsl:apply-templates select="node()" mode="words"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat(' ', normalize-space(.), ' ')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="text()" mode="words"><xsl:value-of select="."/></xsl:template>

  <xsl:template match="tei:bibl[@type = 'citation']" mode="made">
    <dt><xsl:value-of select="$t/archive-citation"/></dt><dd><xsl:value-of select="normalize-space(.)"/></dd>
  </xsl:template>

  <xsl:template match="tei:bibl[@type = 'digital']" mode="made">
    <!-- who published it is told by the card -->
    <xsl:variable name="of" select="(tei:title[not(normalize-space() = normalize-space($titleStmt/tei:title[1]))] | tei:idno[@type = 'url'])[normalize-space(.) != '']"/>
    <xsl:if test="$of or tei:publisher[normalize-space(.) != '']">
      <dt><xsl:value-of select="$t/captured-page"/></dt><dd>
        <xsl:for-each select="$of | tei:publisher[not($of)]">
          <xsl:if test="position() &gt; 1">, </xsl:if>
          <xsl:apply-templates select="." mode="link"/>
        </xsl:for-each>
      </dd>
    </xsl:if>
    <xsl:for-each select="tei:date[@type != 'document']">
      <dt><xsl:value-of select="$t/date-type[@n = current()/@type]"/></dt><dd><xsl:apply-templates select="." mode="time"/></dd>
    </xsl:for-each>
    <xsl:apply-templates select="tei:idno[@type = 'captureFile' or @type = 'sha256']" mode="made"/>
  </xsl:template>

  <xsl:template match="tei:idno[@type = 'captureFile']" mode="made">
    <dt><xsl:value-of select="$t/capture-file"/></dt><dd><code><xsl:value-of select="normalize-space(.)"/></code></dd>
  </xsl:template>
  <xsl:template match="tei:idno[@type = 'sha256']" mode="made">
    <dt><xsl:value-of select="$t/checksum"/></dt><dd><code><xsl:value-of select="normalize-space(.)"/></code></dd>
  </xsl:template>

  <xsl:template match="tei:title | tei:publisher" mode="link"><xsl:value-of select="normalize-space(.)"/></xsl:template>
  <xsl:template match="tei:idno" mode="link">
    <xsl:call-template name="outward"><xsl:with-param name="to" select="normalize-space(.)"/><xsl:with-param name="words" select="normalize-space(.)"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:note[@type = 'acknowledgement']" mode="made">
    <dt><xsl:value-of select="$t/acknowledgement"/></dt><dd><xsl:value-of select="normalize-space(.)"/></dd>
  </xsl:template>
  <xsl:template match="tei:note" mode="made">
    <dt><xsl:value-of select="$t/source-note"/></dt><dd><xsl:value-of select="normalize-space(.)"/></dd>
  </xsl:template>
  <!-- the card tells of archive and translator -->
  <xsl:template match="tei:msDesc | tei:respStmt[tei:resp/@key = 'trl']" mode="made" priority="1"/>
  <!-- and the row of the program tells what it did, with its version -->
  <xsl:template match="tei:respStmt[count(tei:name) = 1][not(tei:persName | tei:orgName)][tei:name = //tei:appInfo/tei:application/tei:label]" mode="made"/>

  <xsl:template match="tei:respStmt" mode="made">
    <dt><xsl:value-of select="normalize-space(tei:resp)"/></dt><dd>
      <xsl:for-each select="tei:persName | tei:orgName | tei:name">
        <xsl:if test="position() &gt; 1">, </xsl:if><xsl:value-of select="normalize-space(.)"/>
      </xsl:for-each>
      <xsl:if test="not(tei:persName | tei:orgName | tei:name)"><xsl:value-of select="normalize-space(tei:note)"/></xsl:if>
    </dd>
  </xsl:template>

  <xsl:template match="tei:appInfo" mode="made"><xsl:apply-templates select="tei:application" mode="made"/></xsl:template>
  <xsl:template match="tei:application" mode="made">
    <dt><xsl:value-of select="$t/program"/></dt><dd><xsl:value-of select="concat(normalize-space(tei:label), ' ', @version)"/></dd>
  </xsl:template>

  <xsl:template match="tei:publicationStmt" mode="made">
    <xsl:if test="tei:publisher">
      <dt><xsl:value-of select="$t/edition-published"/></dt><dd>
        <!-- without another publisher it is the program that made it: the row before says so -->
        <xsl:variable name="publisher" select="tei:publisher[1][not(. = ../../../tei:encodingDesc/tei:appInfo/tei:application/tei:label and ../tei:date)]"/>
        <xsl:value-of select="normalize-space($publisher)"/>
        <xsl:if test="$publisher and tei:date">, </xsl:if>
        <xsl:apply-templates select="tei:date[1]" mode="words"/>
      </dd>
    </xsl:if>
    <xsl:if test="tei:idno[@type = 'edition']">
      <dt><xsl:value-of select="$t/edition-id"/></dt><dd><code><xsl:value-of select="normalize-space(tei:idno[@type = 'edition'])"/></code></dd>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:revisionDesc" mode="made">
    <xsl:if test="*"><dt><xsl:value-of select="$t/state"/></dt><xsl:apply-templates select="*" mode="made"/></xsl:if>
  </xsl:template>
  <xsl:template match="tei:change" mode="made">
    <dd><xsl:if test="@when"><xsl:call-template name="date-in-words"><xsl:with-param name="iso" select="@when"/></xsl:call-template>: </xsl:if><xsl:value-of select="normalize-space(.)"/></dd>
  </xsl:template>
  <xsl:template match="tei:revisionDesc/*[not(self::tei:change)]" mode="made">
    <dd><xsl:apply-templates select="." mode="words"/></dd>
  </xsl:template>

  <xsl:template match="tei:availability" mode="made">
    <div id="rights">
      <h3><xsl:value-of select="$t/rights"/></h3>
      <xsl:apply-templates select="node()"/>
    </div>
  </xsl:template>
  <xsl:template match="tei:licence">
    <div class="tei-licence">
      <xsl:choose>
        <xsl:when test="tei:p"><xsl:apply-templates select="node()"/></xsl:when>
        <xsl:otherwise><p><xsl:apply-templates select="node()"/></p></xsl:otherwise>
      </xsl:choose>
      <xsl:if test="@target"><p><xsl:call-template name="outward"><xsl:with-param name="to" select="@target"/><xsl:with-param name="words" select="@target"/></xsl:call-template></p></xsl:if>
    </div>
  </xsl:template>

  <!-- The editorial rules: one row a declaration -->
  <xsl:template match="*" mode="rules">
    <dt><xsl:call-template name="element-label"/></dt><dd><xsl:apply-templates select="." mode="words"/></dd>
  </xsl:template>
  <xsl:template match="tei:editorialDecl[*[not(self::tei:p)]]" mode="rules"><xsl:apply-templates select="*" mode="rules"/></xsl:template>
  <xsl:template match="tei:appInfo | tei:classDecl | tei:taxonomy | tei:category | tei:catDesc" mode="rules"/>

  <!-- $t/of[@n='correction'], else the element's own name -->
  <xsl:template name="element-label">
    <xsl:variable name="label" select="$t/of[@n = local-name(current())]"/>
    <xsl:choose>
      <xsl:when test="$label"><xsl:value-of select="$label"/></xsl:when>
      <xsl:otherwise><code><xsl:value-of select="local-name()"/></code></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Elements of the header never stand in the text; if a foreign file puts them there, they are seen. -->
  <xsl:template match="tei:fileDesc | tei:encodingDesc | tei:profileDesc | tei:revisionDesc | tei:titleStmt
      | tei:publicationStmt | tei:sourceDesc | tei:editorialDecl | tei:appInfo | tei:application | tei:classDecl
      | tei:taxonomy | tei:category | tei:catDesc | tei:catRef | tei:textClass | tei:keywords | tei:langUsage | tei:language
      | tei:creation | tei:correspDesc | tei:correspAction | tei:correspContext | tei:particDesc | tei:abstract
      | tei:availability | tei:respStmt | tei:funder | tei:correction | tei:normalization | tei:quotation
      | tei:hyphenation | tei:segmentation | tei:interpretation | tei:stdVals | tei:samplingDecl | tei:projectDesc
      | tei:change | tei:msDesc | tei:msIdentifier | tei:msContents | tei:msItem">
    <xsl:call-template name="unknown"/>
  </xsl:template>
  <xsl:template match="tei:teiHeader"/>
</xsl:stylesheet>
